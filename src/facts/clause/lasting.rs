//! Clauses in the present for what lasts: "the Velk flows into the Berdi Sea", "the fever is caused by a virus".
//!
//! What is told in the present may be over tomorrow; only rules that know their
//! verbs ask for these clauses, all others never see them.

use super::Clause;
use super::from_subject_by;
use super::opening::opening;
use super::verb::verb_group;
use crate::facts::frame::Voice;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::facts::time::{Link, TimeAt};
use crate::language::Tag;
use crate::language::Word;

/// Reads the main clause of a sentence where it stands in the present, active or passive, without a time.
pub fn read_lasting(scene: &Scene<'_>, view: &View<'_>) -> Option<Clause> {
    if view.objection.is_some() {
        return None;
    }
    let mut times = Vec::new();
    let (start, moved) = opening(scene, view, &view.visible, &mut times).ok()?;
    let clause = from_subject_by(group, scene, view, &view.visible, start, times, &moved).ok()?;
    clause.times.is_empty().then_some(clause)
}

/// Reads a clause that tells in the present, among the words `seq`, what happened at `time`: "is opened", "signs".
pub fn read_annal(scene: &Scene<'_>, view: &View<'_>, seq: &[usize], time: &TimeAt) -> Option<Clause> {
    let told = TimeAt {
        link: Link::At,
        ..time.clone()
    };
    let clause = from_subject_by(group, scene, view, seq, 0, vec![told], &[]).ok()?;
    let voice = match clause.voice {
        Voice::Present if clause.lemma != "be" && clause.lemma != "have" => Voice::Active,
        Voice::PresentPassive => Voice::Passive,
        _ => return None,
    };
    Some(Clause { voice, ..clause })
}

/// "flows", "is caused".
fn group(words: &[Word<'_>], seq: &[usize], at: usize) -> Result<(&'static str, Voice, usize), &'static str> {
    let mut next = at + 1;
    while seq
        .get(next)
        .is_some_and(|index| words[*index].tag == Tag::Adverb)
    {
        next += 1;
    }
    let participle = seq
        .get(next)
        .map(|index| &words[*index])
        .filter(|word| word.forms.participle && matches!(word.tag, Tag::Past | Tag::Participle));
    let passive = participle
        .and_then(|word| word.lemma)
        .filter(|_| words[seq[at]].is_any(&["is", "are"]));
    if let Some(lemma) = passive {
        return Ok((lemma, Voice::PresentPassive, next + 1));
    }
    match verb_group(words, seq, at)? {
        present @ (_, Voice::Present, _) => Ok(present),
        _ => Err("not told in the present"),
    }
}

#[cfg(test)]
mod tests {
    use super::read_lasting;
    use crate::facts::frame::Voice;
    use crate::facts::scene::Scene;
    use crate::lexicon::Lexicon;
    use crate::text::read;

    fn voice(text: &str) -> Option<(&'static str, Voice)> {
        let document = read("a.txt", text.as_bytes()).unwrap();
        let scene = Scene::read(&document, Lexicon::shipped());
        read_lasting(&scene, &scene.views[0]).map(|clause| (clause.lemma, clause.voice))
    }

    #[test]
    fn what_lasts_is_read_in_both_voices() {
        assert_eq!(
            voice("The Velk River flows into the Sarmat Sea."),
            Some(("flow", Voice::Present))
        );
        assert_eq!(
            voice("The Velk River is named after Ann Lund."),
            Some(("name", Voice::PresentPassive))
        );
    }

    #[test]
    fn what_is_past_dated_or_doubted_is_not() {
        for text in [
            "The Velk River flowed into the Sarmat Sea.",
            "The Velk River is named after Ann Lund since 1911.",
            "The Velk River may be named after Ann Lund.",
            "The Velk River is usually named after Ann Lund.",
        ] {
            assert_eq!(voice(text), None, "{text}");
        }
    }
}
