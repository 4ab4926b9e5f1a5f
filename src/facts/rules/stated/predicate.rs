//! The verb a sentence hangs on, where the parser's tree is sane.

use crate::facts::scene::View;
use crate::language::Tag;

/// The index of the main verb, or of what something is said to be.
pub fn root(view: &View<'_>) -> Result<usize, &'static str> {
    let parse = view.structure.parse();
    let root = parse.root().ok_or("no verb found")?;
    // Where the tree hangs on a noun by mistake, a verb with a subject of its own is as good.
    let other = (0..parse.nodes.len()).find(|token| {
        parse.nodes[*token].xpos == "VBD"
            && parse
                .related(*token, "nsubj")
                .next()
                .is_some_and(|subject| subject < *token)
    });
    let root = if is_head(view, root) {
        root
    } else {
        other.ok_or("no verb found")?
    };
    let subject = parse
        .related(root, "nsubj")
        .next()
        .ok_or("no subject of its own")?;
    if subject > root || parse.related(root, "expl").next().is_some() {
        return Err("no subject of its own");
    }
    if is_parted(view, subject, root) {
        return Err("a mark before the verb");
    }
    Ok(root)
}

/// "Ann Lund, founded the academy": one comma between subject and verb, which no writer sets on purpose.
fn is_parted(view: &View<'_>, subject: usize, root: usize) -> bool {
    let parse = view.structure.parse();
    let verb = parse
        .dependents(root)
        .filter(|token| matches!(parse.nodes[*token].base(), "aux" | "cop") && *token > subject)
        .chain([root])
        .min()
        .unwrap_or(root);
    let commas = (subject..verb).filter(|at| view.words[*at].is(",")).count();
    commas == 1
}

/// Whether a word is a finite verb, or has one with it.
fn is_head(view: &View<'_>, token: usize) -> bool {
    let parse = view.structure.parse();
    let is_finite = |token: usize| matches!(parse.nodes[token].xpos, "VBD" | "VBZ" | "VBP");
    let is_copular = parse.related(token, "cop").next().is_some();
    let has_auxiliary = parse
        .dependents(token)
        .any(|below| matches!(parse.nodes[below].base(), "aux" | "cop") && is_finite(below));
    let is_verb = parse.nodes[token].upos == "VERB" || is_copular;
    // "opened" is read as a participle where it is a past.
    let may_be_past = parse.nodes[token].xpos == "VBN" && view.words[token].tag == Tag::Past;
    is_verb && (is_finite(token) || has_auxiliary || may_be_past)
}

/// Whether what a verb says is told as past: "opened", "was opened", "opened in Berdi by Lund" of a thing.
pub fn is_told_as_past(view: &View<'_>, token: usize) -> bool {
    let parse = view.structure.parse();
    let has = |wanted: &[&str]| {
        parse.dependents(token).any(|below| {
            matches!(parse.nodes[below].base(), "aux" | "cop") && wanted.contains(&parse.nodes[below].xpos)
        })
    };
    match parse.nodes[token].xpos {
        "VBD" => true,
        "VBN" => !has(&["VBZ", "VBP", "MD"]),
        _ => has(&["VBD"]),
    }
}

/// Whether the sentence is told in the past.
pub fn is_past(view: &View<'_>, root: usize) -> bool {
    let parse = view.structure.parse();
    let is_past = |token: usize| parse.nodes[token].xpos == "VBD";
    is_past(root)
        || parse
            .dependents(root)
            .any(|token| matches!(parse.nodes[token].base(), "aux" | "cop") && is_past(token))
}

/// The verb or predicate that a word hangs on.
pub fn governor(view: &View<'_>, token: usize) -> Option<usize> {
    let parse = view.structure.parse();
    let nodes = &parse.nodes;
    let above = std::iter::successors(nodes[token].head, |at| nodes[*at].head).take(nodes.len());
    above.into_iter().find(|at| {
        nodes[*at].upos == "VERB" || parse.related(*at, "cop").next().is_some() || nodes[*at].head.is_none()
    })
}

/// All words that hang on one, itself among them, in order.
pub fn below(view: &View<'_>, head: usize) -> Vec<usize> {
    let nodes = &view.structure.parse().nodes;
    let hangs = |token: usize| {
        std::iter::successors(Some(token), |at| nodes[*at].head)
            .take(nodes.len())
            .any(|at| at == head)
    };
    (0..nodes.len()).filter(|token| hangs(*token)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{gaps, refused};

    #[test]
    fn one_comma_between_subject_and_verb_is_a_slip() {
        let text = "In 1911, the Berdi Academy of Velkland, was founded by miners of the north.";
        assert_eq!(refused(text), Some("a mark before the verb"));
        let text = "In 1911, the Berdi Academy, a school of Velkland, was founded by miners of the north.";
        assert_eq!(gaps(text).len(), 1, "{:?}", refused(text));
    }
}
