//! The tags of a model: universal and Penn Treebank tag as one.

/// A pair of tags, by its number in the model's list.
pub type TagId = u8;

/// What a parser wants to know of a tag at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nouns and names.
    Noun,
    /// Full verbs.
    Verb,
    /// Punctuation.
    Mark,
    /// All else.
    Other,
}

/// The list of tag pairs, in the order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagset {
    pairs: Vec<(String, String)>,
    /// For each tag the number of its universal part, from 0 in order of first appearance.
    coarse: Vec<u8>,
    kinds: Vec<Kind>,
}

impl Tagset {
    /// Takes pairs of universal and Penn tag, at most 255.
    pub fn new(pairs: Vec<(String, String)>) -> Tagset {
        let mut names: Vec<&str> = Vec::new();
        let mut coarse = Vec::new();
        for (upos, _) in &pairs {
            let at = names.iter().position(|name| name == upos).unwrap_or_else(|| {
                names.push(upos);
                names.len() - 1
            });
            coarse.push(at as u8);
        }
        let kinds = pairs.iter().map(|(upos, _)| kind(upos)).collect();
        Tagset { pairs, coarse, kinds }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The universal tag of `tag`, a number of this list.
    pub fn upos(&self, tag: TagId) -> &str {
        &self.pairs[usize::from(tag)].0
    }

    /// The Penn Treebank tag of `tag`, a number of this list.
    pub fn xpos(&self, tag: TagId) -> &str {
        &self.pairs[usize::from(tag)].1
    }

    /// The number of the universal part of `tag`.
    pub fn coarse(&self, tag: TagId) -> u8 {
        self.coarse[usize::from(tag)]
    }

    /// What `tag` is, roughly.
    pub fn kind(&self, tag: TagId) -> Kind {
        self.kinds[usize::from(tag)]
    }

    /// The number of a pair, if it is in the list.
    pub fn find(&self, upos: &str, xpos: &str) -> Option<TagId> {
        self.pairs
            .iter()
            .position(|(u, x)| u == upos && x == xpos)
            .and_then(|at| TagId::try_from(at).ok())
    }

    /// The pairs, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

fn kind(upos: &str) -> Kind {
    match upos {
        "NOUN" | "PROPN" => Kind::Noun,
        "VERB" => Kind::Verb,
        "PUNCT" => Kind::Mark,
        _ => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_pairs_and_their_halves() {
        let pairs = [("NOUN", "NN"), ("NOUN", "NNS"), ("VERB", "VB")];
        let tagset = Tagset::new(pairs.map(|(u, x)| (u.to_owned(), x.to_owned())).to_vec());
        let verb = tagset.find("VERB", "VB").unwrap();
        assert_eq!((verb, tagset.coarse(verb), tagset.kind(verb)), (2, 1, Kind::Verb));
        assert_eq!(
            (tagset.upos(1), tagset.xpos(1), tagset.coarse(1)),
            ("NOUN", "NNS", 0)
        );
        assert_eq!(tagset.find("VERB", "NN"), None);
    }
}
