//! The verb of a clause as the tree has it: its dictionary form, and what its auxiliaries make of it.

use crate::facts::frame::Voice;
use crate::facts::scene::View;
use crate::language::vocabulary;

/// A verb with its auxiliaries.
pub(super) struct Verb {
    /// Its dictionary form.
    pub lemma: &'static str,
    /// How it stands.
    pub voice: Voice,
    /// Whether it is told as past before the past: "had founded".
    pub is_earlier: bool,
}

/// Reads a verb group, auxiliaries first; in a copular one the last is a form of "be".
///
/// # Errors
/// Why it tells no plain past, perfect or present.
pub(super) fn verb(view: &View<'_>, group: &[usize], is_copular: bool) -> Result<Verb, &'static str> {
    let nodes = &view.structure.parse().nodes;
    let (&main, before) = group.split_last().ok_or("no verb found")?;
    let word = &view.words[main];
    let tag = nodes[main].xpos;
    let forms: Vec<&str> = before
        .iter()
        .map(|token| view.words[*token].lower.as_str())
        .collect();
    if before
        .iter()
        .any(|token| matches!(nodes[*token].xpos, "MD" | "TO"))
    {
        return Err("planned or possible");
    }
    let plain = |lemma: &'static str, voice: Voice| {
        Ok(Verb {
            lemma,
            voice,
            is_earlier: false,
        })
    };
    if is_copular {
        return match (&forms[..], word.lower.as_str()) {
            ([], "was" | "were") => plain("be", Voice::Copula),
            ([], "is" | "are") => plain("be", Voice::Present),
            _ => Err("a continuous form"),
        };
    }
    let lemma = lemma(view, main).ok_or("a verb that is not listed")?;
    match (&forms[..], tag) {
        ([], "VBD") => plain(lemma, Voice::Active),
        ([], "VBZ" | "VBP") => plain(lemma, Voice::Present),
        (["was" | "were"], "VBN" | "VBD") => plain(lemma, Voice::Passive),
        (["is" | "are"], "VBG") => plain(lemma, Voice::Progressive),
        (["has" | "have"], "VBN" | "VBD") => plain(lemma, Voice::Perfect),
        (["has" | "have", "been"], "VBN") => plain(lemma, Voice::PerfectPassive),
        (["had"], "VBN" | "VBD") => Ok(Verb {
            lemma,
            voice: Voice::Active,
            is_earlier: true,
        }),
        (["had", "been"], "VBN") => Ok(Verb {
            lemma,
            voice: Voice::Passive,
            is_earlier: true,
        }),
        (["do" | "does" | "did", ..], _) => Err("denied or stressed"),
        (_, "VBG") => Err("a continuous form"),
        _ => Err("no plain verb"),
    }
}

/// The dictionary form, from the table of verbs or else from WordNet.
fn lemma(view: &View<'_>, token: usize) -> Option<&'static str> {
    let word = &view.words[token];
    let node = view.structure.parse().nodes.get(token)?;
    word.lemma
        .or_else(|| vocabulary::listed_verb(&node.lemma(&word.lower)))
}
