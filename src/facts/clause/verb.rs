//! The verb of a clause with its auxiliaries, and the adverbs that must stay with it.

use crate::facts::frame::Voice;
use crate::language::Tag;
use crate::language::Word;
use crate::language::inflect;
use crate::language::lemma::lemma;
use crate::language::vocabulary;

/// Reads auxiliaries and verb; returns where the rest begins.
pub(super) fn verb_group(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
) -> Result<(&'static str, Voice, usize), &'static str> {
    let word = &words[seq[at]];
    let mut next = at + 1;
    let mut skipped_adverb = false;
    while seq
        .get(next)
        .is_some_and(|index| words[*index].tag == Tag::Adverb)
    {
        skipped_adverb = true;
        next += 1;
    }
    let following = seq.get(next).map(|index| &words[*index]);
    if following.is_some_and(|word| word.tag == Tag::Negation) {
        return Err("denied");
    }
    let participle = |word: Option<&Word<'_>>| -> Option<&'static str> {
        let word = word.filter(|word| matches!(word.tag, Tag::Past | Tag::Participle))?;
        match word.forms.participle {
            true => word.lemma,
            false => regular_past(word),
        }
    };
    match word.tag {
        Tag::Modal => Err("planned or possible"),
        Tag::Do => Err("denied or stressed"),
        Tag::Past => word
            .lemma
            .filter(|_| word.forms.past)
            .or_else(|| regular_past(word))
            .map(|lemma| (lemma, Voice::Active, at + 1))
            .ok_or("a verb that is not listed"),
        Tag::Present => word
            .lemma
            .map(|lemma| (lemma, Voice::Present, at + 1))
            .ok_or("a verb that is not listed"),
        Tag::Be if word.is_any(&["was", "were"]) => match participle(following) {
            Some(lemma) => Ok((lemma, Voice::Passive, next + 1)),
            None if skipped_adverb => Err("an adverb behind the copula"),
            None => Ok(("be", Voice::Copula, next)),
        },
        Tag::Be => match participle(following) {
            Some(_) => Err("present passive"),
            None => Ok(("be", Voice::Present, next)),
        },
        Tag::Have if word.is_any(&["has", "have"]) => {
            if following.is_some_and(|word| word.is("been")) {
                let lemma = participle(seq.get(next + 1).map(|index| &words[*index]));
                return lemma
                    .map(|lemma| (lemma, Voice::PerfectPassive, next + 2))
                    .ok_or("a continuous form");
            }
            match participle(following) {
                Some(lemma) => Ok((lemma, Voice::Perfect, next + 1)),
                None => Ok(("have", Voice::Present, at + 1)),
            }
        }
        Tag::Have if word.is("had") => match participle(following) {
            Some(_) => Err("past before the past"),
            None if following.is_some_and(|word| word.is("been")) => Err("past before the past"),
            None => Ok(("have", Voice::Active, at + 1)),
        },
        _ => Err("no plain verb"),
    }
}

/// The verb of a past in "-ed" that the table of verbs has not but the dictionary has: "renovated".
fn regular_past(word: &Word<'_>) -> Option<&'static str> {
    let is_regular = word.lemma.is_none() && word.lower.ends_with("ed");
    let verb = vocabulary::listed_verb(&lemma(&word.lower, "VBD")).filter(|_| is_regular)?;
    (inflect::past(verb) == word.lower).then_some(verb)
}

/// "had founded", "had been founded": told as a plain past.
pub(super) fn pluperfect(
    words: &[Word<'_>],
    seq: &[usize],
    at: usize,
) -> Option<(&'static str, Voice, usize)> {
    let participle = |at: usize| {
        seq.get(at)
            .map(|index| &words[*index])
            .filter(|word| word.forms.participle && matches!(word.tag, Tag::Past | Tag::Participle))
            .and_then(|word| word.lemma)
    };
    if !words[seq[at]].is("had") {
        return None;
    }
    if seq.get(at + 1).is_some_and(|next| words[*next].is("been")) {
        return participle(at + 2).map(|lemma| (lemma, Voice::Passive, at + 3));
    }
    participle(at + 1).map(|lemma| (lemma, Voice::Active, at + 2))
}

/// The adverbs among the words of a verb group that a question must keep.
pub(super) fn adverbs(words: &[Word<'_>], group: &[usize]) -> Result<String, &'static str> {
    const KEPT: &[&str] = &[
        "first",
        "originally",
        "initially",
        "strongly",
        "firmly",
        "directly",
        "officially",
        "formally",
        "jointly",
        "unanimously",
        "publicly",
        "temporarily",
        "permanently",
        "partially",
        "secretly",
        "posthumously",
        "provisionally",
        "briefly",
        "completely",
        "partly",
        "accidentally",
        "mistakenly",
        "voluntarily",
        "illegally",
        "legally",
        "commercially",
        "anonymously",
        "privately",
        "unsuccessfully",
        "personally",
        "independently",
        "simultaneously",
    ];
    const DROPPED: &[&str] = &[
        "easily",
        "quickly",
        "successfully",
        "eventually",
        "finally",
        "also",
        "soon",
        "subsequently",
        "then",
        "later",
        "promptly",
        "narrowly",
        "immediately",
        "however",
        "thus",
        "therefore",
        "consequently",
        "himself",
        "herself",
        "itself",
        "significantly",
        "heavily",
        "badly",
        "severely",
        "greatly",
        "ultimately",
        "afterwards",
        "swiftly",
        "shortly",
        "abruptly",
        "suddenly",
        "duly",
        "hence",
    ];
    let mut kept: Vec<&str> = Vec::new();
    for index in group {
        let word = &words[*index];
        if word.tag != Tag::Adverb || word.is_any(DROPPED) {
            continue;
        }
        if !word.is_any(KEPT) {
            return Err("an adverb that may change what is said");
        }
        kept.push(&word.lower);
    }
    Ok(kept.join(" "))
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn a_regular_past_need_not_be_in_the_table() {
        assert_eq!(
            told("In 1911 Ann Lund renovated the Velk Theatre."),
            Ok("Ann Lund | renovate | the Velk Theatre".to_owned())
        );
    }

    #[test]
    fn no_verb_is_made_up() {
        assert!(told("In 1911 Ann Lund zorbeled the Velk Theatre.").is_err());
    }
}
