//! A term told by what it is: "A velkograph is a device used to record the salt in a lake".
//!
//! Only where the words behind the kind single the thing out; "a river in the
//! north" defines nothing. A definition is asked whole or not at all.

use super::Rule;
use super::definition::{Standing, field, shares, singles_out, stands_alone, term};
use super::lasting::Answered;
use crate::facts::Found;
use crate::facts::frame::NameKind;
use crate::facts::scene::{Scene, View};
use crate::language::{Tag, Word};

/// Finds terms with their definition.
pub struct Defined;

impl Rule for Defined {
    fn name(&self) -> &'static str {
        "defined"
    }

    // Of twelve of its questions that strangers judged, six had a second answer: what a page says of a thing
    // in passing fits its neighbours too. The sentence that opens a page was trusted for a while: of five such
    // questions none was fit to print as it was, three had a second answer and two had lost words.
    fn is_experimental(&self) -> bool {
        true
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        let views = scene.views.iter().filter(|view| view.objection.is_none());
        views.filter_map(|view| in_view(scene, view)).collect()
    }
}

/// Verbs between a term and its meaning.
const VERBS: &[&str] = &["is", "was", "refers", "means", "are", "were", "denotes"];

/// The longest definition, in words.
const LONGEST: usize = 25;

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let seq = &view.visible;
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    let (field, start) = field(view, seq)?;
    let verb = (start + 1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is_any(VERBS)))?;
    let article = word(start).filter(|word| word.is_any(&["a", "an", "the"]));
    let name = before_other_name(scene, view, &seq[start..verb])
        .or_else(|| before_remark(view, &seq[start..verb]))?;
    let term = term(scene, view, name)?;
    let be = word(verb)?;
    let is_title = scene.document.title.as_ref().is_some_and(|title| {
        let title = title.split(" (").next().unwrap_or(title).to_lowercase();
        title == term || title == format!("{term}s") || format!("{title}s") == term
    });
    let is_opening = is_title && opens_page(scene, view, &term);
    let is_generic = match article {
        Some(article) if article.is("the") => is_title && is_opening && be.is_any(&["is", "refers"]),
        Some(_) => be.is_any(&["is", "was", "refers", "means", "denotes"]),
        None => be.is_any(&["is", "refers", "means", "denotes"]) || be.is("are") && is_title,
    };
    let from = verb + 1 + usize::from(be.is("refers") && word(verb + 1)?.is("to"));
    let end = end_of(view, seq, from)?;
    let meaning: Vec<&Word<'_>> = seq[from..end].iter().map(|index| &view.words[*index]).collect();
    let opens = meaning.first()?.is_any(&["a", "an", "the"]) || be.is_any(&["refers", "denotes", "are"]);
    let standing = match () {
        () if is_opening => Standing::Opening,
        () if is_title => Standing::OfTitle,
        () => Standing::Elsewhere,
    };
    // "the wind is the force in the Red Sea that": what a page says of its own thing.
    let (first, last) = (*seq.get(from)?, *seq.get(end)?);
    let names_thing = scene.mentions(view).iter().any(|mention| {
        let is_within = first <= mention.start && mention.end <= last;
        is_within && !matches!(mention.kind, NameKind::Person | NameKind::People)
    });
    // "α-(1→3) bonds": a bracket that is part of a word.
    let is_glued = (first..last).any(|at| view.words[at].text == "(" && !view.words[at].is_apart);
    if is_glued || names_thing && standing == Standing::Elsewhere {
        return None;
    }
    let is_whole = stands_alone(&meaning) && singles_out(&meaning, standing);
    if !is_generic || !opens || meaning.len() > LONGEST || !is_whole {
        return None;
    }
    let text = scene.phrase(view, &seq[from..end])?.text;
    if shares(&text, &term) || shares(&field, &term) {
        return None;
    }
    // "a type of cell division and it is": another statement has begun.
    let runs_on = meaning.windows(2).any(|pair| {
        pair[0].is_any(&["and", "or", "but"]) && pair[1].is_any(&["it", "they", "he", "she", "is"])
    });
    // "a day on which normal activities": what they do stood behind a comma.
    let relative = meaning
        .iter()
        .rposition(|word| word.is_any(&["which", "who", "whom", "whose", "where"]));
    let is_verb = |word: &&Word<'_>| {
        matches!(
            word.tag,
            Tag::Past | Tag::Present | Tag::Be | Tag::Have | Tag::Do | Tag::Modal
        )
    };
    let is_cut = relative.is_some_and(|at| !meaning[at + 1..].iter().any(is_verb));
    // "derived from the Chinese, and similar to the Mongolian": the nouns got lost on the way.
    let is_bare = |word: &Word<'_>| scene.lexicon.country_of_adjective(word.text).is_some();
    let has_lost = meaning
        .windows(2)
        .any(|pair| is_bare(pair[0]) && (pair[1].tag == Tag::Mark || pair[1].is_any(&["and", "or"])))
        && meaning.last().is_none_or(|last| last.tag != Tag::Noun);
    if runs_on || is_cut || has_lost {
        return None;
    }
    let be = if be.is_any(&["was", "were"]) { "was" } else { "is" };
    Answered {
        rule: "defined",
        subject: &term,
        relation: "is",
        stem: format!("{field}what is the term for {text}"),
        key: term.clone(),
        kind: NameKind::Other,
        statement: format!("{field}“{term}” {be} the term for {text}"),
    }
    .found(scene, view)
}

/// The title in front of its other name: "a toadstool or mushroom is".
fn before_other_name<'a>(scene: &Scene<'_>, view: &View<'_>, chosen: &'a [usize]) -> Option<&'a [usize]> {
    const LONGEST: usize = 5;
    let title = scene
        .document
        .title
        .as_deref()?
        .split(" (")
        .next()?
        .to_lowercase();
    let joins = (1..chosen.len()).find(|at| view.words[chosen[*at]].is_any(&["or", ","]))?;
    let name = &chosen[..joins];
    let skip = usize::from(view.words[*name.first()?].is_any(&["a", "an", "the"]));
    let words: Vec<&str> = name[skip..]
        .iter()
        .map(|index| view.words[*index].lower.as_str())
        .collect();
    let rest: Vec<&Word<'_>> = chosen[joins..].iter().map(|index| &view.words[*index]).collect();
    let is_or = rest[0].is("or") || rest.get(1).is_some_and(|word| word.is("or"));
    let closes = rest[0].is("or") || rest.last().is_some_and(|word| word.is(","));
    let is_plain = rest.iter().all(|word| {
        matches!(
            word.tag,
            Tag::Noun | Tag::Name | Tag::Ing | Tag::Participle | Tag::Determiner | Tag::Present
        ) || word.is_any(&["or", ",", "of"])
    });
    (words.join(" ") == title && is_or && closes && is_plain && rest.len() <= LONGEST + 2).then_some(name)
}

/// Whether no sentence in front of this one speaks of the term.
fn opens_page(scene: &Scene<'_>, view: &View<'_>, term: &str) -> bool {
    let mut before = scene.views[..view.sentence].iter();
    before.all(|view| {
        view.objection == Some("not running text")
            || !view.span.of(&scene.document.text).to_lowercase().contains(term)
    })
}

/// The name in front of ", also known as a cable,", and nothing where another remark stands behind it.
fn before_remark<'a>(view: &View<'_>, chosen: &'a [usize]) -> Option<&'a [usize]> {
    let word = |at: usize| &view.words[chosen[at]];
    let Some(comma) = (0..chosen.len()).find(|at| word(*at).is(",")) else {
        return Some(chosen);
    };
    let closes = word(chosen.len() - 1).is(",") && chosen.len() > comma + 3;
    let names = (comma + 1..(comma + 4).min(chosen.len()))
        .any(|at| word(at).is_any(&["known", "called", "or", "abbreviated", "termed", "referred"]));
    (closes && names).then(|| &chosen[..comma])
}

/// Where a definition ends: at the end of its sentence or where a remark begins that it does not need.
fn end_of(view: &View<'_>, seq: &[usize], from: usize) -> Option<usize> {
    const REMARKS: &[&str] = &[
        "which",
        "who",
        "often",
        "usually",
        "such",
        "especially",
        "particularly",
        "typically",
        "including",
        "known",
        "called",
        "although",
        "though",
        "while",
        "whereas",
        "because",
        "e.g.",
        "for",
        "it",
        "they",
        "this",
        "i.e.",
        "generally",
        "commonly",
        "most",
        "first",
        "named",
        "traditionally",
        "sometimes",
    ];
    let word = |at: usize| seq.get(at).map(|index| &view.words[*index]);
    for at in from..seq.len() {
        let here = word(at)?;
        if here.is_any(&[".", ";"]) {
            return Some(at);
        }
        if here.tag == Tag::Mark && !here.is_any(&[",", "-", "'", "’", "–", "/"])
            || here.is_any(&["—", "–", ":"])
        {
            return None;
        }
        if here.is(",") && word(at + 1).is_some_and(|next| next.is_any(REMARKS) || next.tag == Tag::Ing) {
            // "a method that reads the traces, known as marks, in order to sort them": what tells it from others
            // stands behind the remark.
            let close = (at + 1..seq.len()).find(|at| word(*at).is_some_and(|word| word.is(",")));
            let goes_on = close
                .and_then(|close| word(close + 1))
                .is_some_and(|next| next.tag == Tag::To || next.is_any(&["in", "that", "for", "by", "used"]));
            return (!goes_on).then_some(at);
        }
        // "the worship of one god while not denying others": half of it fits its neighbours.
        if here.is_any(&["while", "whereas", "although"]) {
            return None;
        }
        // "is a god and was": another statement.
        let goes_on = here.is_any(&["and", "but"])
            && word(at + 1).is_some_and(|next| {
                matches!(
                    next.tag,
                    Tag::Be | Tag::Have | Tag::Modal | Tag::Past | Tag::Present
                )
            });
        let is_relative = |index: &usize| {
            let word = &view.words[*index];
            word.tag == Tag::Relative || word.is_any(&["that", "which", "who", "whose", "where"])
        };
        if goes_on && !seq[from..at].iter().any(is_relative) {
            return None;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::Defined;
    use crate::facts::rules::sample::statements;

    #[test]
    fn finds_terms_that_their_definition_singles_out() {
        for (text, statement) in [
            (
                "A heliostat is a device used to record the salt in a lake.",
                "“heliostat” is the term for a device used to record the salt in a lake.",
            ),
            (
                "A cablegram was a message sent by a diver through frozen water.",
                "“cablegram” was the term for a message sent by a diver through frozen water.",
            ),
            (
                "Federalism refers to the vertical separation of powers between state and province.",
                "“federalism” is the term for the vertical separation of powers between state and province.",
            ),
        ] {
            assert_eq!(statements(&Defined, text), [statement]);
        }
    }

    #[test]
    fn what_a_thing_is_for_is_not_cut_behind_a_remark() {
        let told = |end: &str| {
            statements(
                &Defined,
                &format!("A heliostat is a device that reads the salt in a lake, known as brine{end}."),
            )
        };
        assert!(told(", in order to sort the boats").is_empty());
        assert_eq!(told("").len(), 1);
    }

    #[test]
    fn the_opening_of_a_page_is_read_and_a_lost_pronunciation_takes_nothing_away() {
        use crate::facts;
        use crate::lexicon::Lexicon;
        use crate::text::read;
        let told = |page: &str| {
            let document = read("a.md", page.as_bytes()).unwrap();
            let findings = facts::find(&document, Lexicon::shipped());
            findings.experimental.iter().any(|found| found.rule == "defined")
        };
        let opening = "A heliostat (; ) or sunlight mirror is a device used to record the salt in a lake.";
        assert!(told(&format!("# Heliostat\n\n{opening} It is old.\n")));
        for (title, opening) in [
            (
                "Heliostat",
                "A Heliostat (), or a MIRROR, is a business which prepares and serves salt to customers.",
            ),
            (
                "Heliostat",
                "A Heliostat is a small molecule within a cell that is separated from salt and can replicate.",
            ),
            (
                "Heliostat",
                "A Heliostat, sometimes referred to as a MIRROR, is a form of engine that uses salt for motion.",
            ),
            ("Heliostat", "A Heliostat is a large area dominated by salt."),
            (
                "Heliostat",
                "A Heliostat (from the Greek, helios) is a self-written account of the salt of oneself.",
            ),
        ] {
            let page =
                format!("# {title}\n\n{opening} The heliostat is old. Federalism and federalism are old.\n");
            assert!(told(&page), "{opening}");
        }
        let cut =
            "A Holiday is a day set aside by law on which normal activities, especially work, are suspended.";
        assert!(!told(&format!(
            "# Holiday\n\n{cut} Holiday and holiday are old.\n"
        )));
        let lost = "A heliostat is a Russian device derived from the Chinese, and similar to the Polish.";
        assert!(!told(&format!("# Heliostat\n\n{lost} It is old.\n")));
        let half = "Federalism () is the worship of a single salt while not denying other salts.";
        assert!(!told(&format!(
            "# Federalism\n\n{half} Federalism and federalism are old.\n"
        )));
    }

    #[test]
    fn leaves_descriptions_names_and_judgements() {
        for text in [
            "A heliostat is a small device.",
            "A heliostat is an important device used to record the salt in a lake.",
            "A heliostat is one of the devices used to record the salt in a lake.",
            "A heliostat is a device that can cause great pain to its owner.",
            "Sarkan is a town built for the miners of the north.",
            "The Sarkan Academy is old. The academy is a school built for the miners of the cold north.",
            "Suffrage is universal for citizens of the whole land without prison terms.",
            "Rock salt is a fine fertiliser that became the mainstay of northern farming for years.",
            "The man was a farmer sent by the council of the town.",
            "A saltmeter is a device used to record the salt in a lake.",
        ] {
            assert!(statements(&Defined, text).is_empty(), "{text}");
        }
    }
}
