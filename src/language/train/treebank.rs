//! Sentences to learn from: CoNLL-U with words and tags as numbers.

use crate::language::conllu::Row;
use crate::language::conllu::Sentence;
use crate::language::form::Form;
use crate::language::tagset::TagId;
use crate::language::tagset::Tagset;

/// A sentence with its analysis.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    /// Looks of the tokens.
    pub forms: Vec<Form>,
    /// Tags as annotated.
    pub tags: Vec<TagId>,
    /// Heads, from 0; the number of tokens stands for the root.
    pub heads: Vec<usize>,
    /// Relations, numbers in a list.
    pub relations: Vec<u8>,
}

/// Trees with the lists that their numbers stand in.
#[derive(Clone, Debug, Default)]
pub struct Treebank {
    /// Pairs of tags in order of their names.
    pub tagset: Tagset,
    /// Relations, with subtype, in order of their names.
    pub relations: Vec<String>,
    /// The sentences.
    pub trees: Vec<Tree>,
}

impl Treebank {
    /// Numbers what `sentences` hold; their hyphen groups are joined already.
    pub fn new(sentences: &[Sentence]) -> Treebank {
        let rows = || sentences.iter().flat_map(|sentence| &sentence.rows);
        let mut pairs: Vec<(String, String)> =
            rows().map(|row| (row.upos.clone(), row.xpos.clone())).collect();
        pairs.sort();
        pairs.dedup();
        let mut relations: Vec<String> = rows().map(|row| row.relation.clone()).collect();
        relations.sort();
        relations.dedup();
        let tagset = Tagset::new(pairs);
        let trees = sentences
            .iter()
            .map(|sentence| tree(sentence, &tagset, &relations))
            .collect();
        Treebank {
            tagset,
            relations,
            trees,
        }
    }
}

fn tree(sentence: &Sentence, tagset: &Tagset, relations: &[String]) -> Tree {
    let mut tree = Tree {
        forms: Form::of_all(sentence.rows.iter().map(|row| row.form.as_str())),
        ..Tree::default()
    };
    for row in &sentence.rows {
        tree.tags
            .push(tagset.find(&row.upos, &row.xpos).unwrap_or_default());
        tree.heads.push(match row.head {
            0 => sentence.rows.len(),
            head => head - 1,
        });
        let relation = relations.binary_search(&row.relation).unwrap_or_default();
        tree.relations.push(relation as u8);
    }
    tree
}

/// Joins hyphen groups to one token each, as they are tokens in running text: `long - term`.
///
/// A hyphen without space on either side joins its neighbours if one token of the
/// group, and only one, has its head outside; that token gives tag, lemma, head
/// and relation.
pub fn join_hyphens(sentence: &Sentence) -> Sentence {
    let rows = &sentence.rows;
    let mut groups: Vec<(usize, usize, usize)> = Vec::new();
    let mut at = 0;
    while at < rows.len() {
        let mut end = at;
        while end + 2 < rows.len() && is_hyphen(rows, end + 1) {
            end += 2;
        }
        let outside: Vec<usize> = (at..=end)
            .filter(|&token| rows[token].head == 0 || !(at..=end).contains(&(rows[token].head - 1)))
            .collect();
        match outside[..] {
            [main] if end > at => groups.push((at, end, main)),
            _ => groups.extend((at..=end).map(|token| (token, token, token))),
        }
        at = end + 1;
    }
    let mut number = vec![0; rows.len() + 1];
    for (place, (start, end, _)) in groups.iter().enumerate() {
        number[start + 1..=end + 1].fill(place + 1);
    }
    let joined = groups.iter().map(|&(start, end, main)| {
        let mut row = rows[main].clone();
        if end > start && row.xpos == "HYPH" {
            "NOUN".clone_into(&mut row.upos);
            "NN".clone_into(&mut row.xpos);
        }
        row.form = rows[start..=end].iter().map(|row| row.form.as_str()).collect();
        row.head = number[row.head];
        row.misc = if rows[end].is_apart() {
            "_"
        } else {
            "SpaceAfter=No"
        }
        .to_owned();
        row
    });
    Sentence {
        comments: sentence.comments.clone(),
        rows: joined.collect(),
    }
}

fn is_hyphen(rows: &[Row], at: usize) -> bool {
    rows[at].xpos == "HYPH" && !rows[at].is_apart() && !rows[at - 1].is_apart()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::conllu;

    #[test]
    fn a_hyphen_group_becomes_one_token() {
        let text = "1\ta\ta\tDET\tDT\t_\t5\tdet\t_\t_
2\tlong\tlong\tADJ\tJJ\t_\t4\tamod\t_\tSpaceAfter=No
3\t-\t-\tPUNCT\tHYPH\t_\t4\tpunct\t_\tSpaceAfter=No
4\tterm\tterm\tNOUN\tNN\t_\t5\tcompound\t_\t_
5\tloan\tloan\tNOUN\tNN\t_\t0\troot\t_\t_
";
        let joined = join_hyphens(&conllu::read(text).unwrap()[0]);
        let shown: Vec<(&str, &str, usize)> = joined
            .rows
            .iter()
            .map(|row| (row.form.as_str(), row.lemma.as_str(), row.head))
            .collect();
        assert_eq!(
            shown,
            [("a", "a", 3), ("long-term", "term", 3), ("loan", "loan", 0)]
        );
    }
}
