//! Whether a clause stands alone: pronouns, "the party" and other words that lean on a sentence before.

use super::Clause;
use super::invented::invented_kind;
use crate::facts::assertion;
use crate::facts::frame::NameKind;
use crate::facts::frame::Phrase;
use crate::facts::scene::Scene;
use crate::facts::scene::View;
use crate::facts::topic::{self, Topic};
use crate::language::Tag;
use crate::language::Word;

/// Nouns that may stand for the vote an article is on.
pub(super) const OCCASIONS: &[&str] = &[
    "voting",
    "vote",
    "election",
    "elections",
    "polls",
    "ballot",
    "referendum",
    "candidates",
    "seats",
    "posts",
    "voters",
];

/// Finds whom "he" or what "it" stands for, or refuses the pronoun.
pub(super) fn resolve(scene: &Scene<'_>, view: &View<'_>, clause: &mut Clause) -> Result<(), &'static str> {
    let meant = scene
        .topic
        .as_ref()
        .filter(|topic| topic.is_meant(view.sentence) && opens(view, &clause.subject));
    if let Some(owned) = owned(scene, view, &clause.subject)? {
        clause.topic = Some(owned);
        clause.subject.clear();
        return Ok(());
    }
    let [only] = clause.subject[..] else {
        if let ([the, _], Some(topic)) = (&clause.subject[..], meant)
            && view.words[*the].is("the")
        {
            clause.topic = Some(topic.phrase.clone());
            clause.subject.clear();
        }
        return Ok(());
    };
    let word = &view.words[only];
    if word.tag != Tag::Pronoun {
        return Ok(());
    }
    let person = view
        .topic
        .as_ref()
        .filter(|person| word.is_any(&["he", "she"]) && scene.fits(person, &word.lower))
        .map(|person| Phrase::of_person(person));
    let is_it = |topic: &&Topic| {
        word.is("it") || word.is("she") && topic.is_vessel() || word.is("they") && topic.are_they()
    };
    let thing = meant.filter(is_it).map(|topic| topic.phrase.clone());
    clause.topic = Some(person.or(thing).ok_or("a pronoun without its person")?);
    clause.subject.clear();
    Ok(())
}

/// "His first novel", "its school": what a subject is of the person or thing told of, by the name of that.
fn owned(scene: &Scene<'_>, view: &View<'_>, subject: &[usize]) -> Result<Option<Phrase>, &'static str> {
    let Some((first, own)) = subject.split_first().filter(|(_, own)| !own.is_empty()) else {
        return Ok(None);
    };
    let word = &view.words[*first];
    if word.tag != Tag::Possessive || !opens(view, subject) {
        return Ok(None);
    }
    let person = || {
        let owner = view.owner.as_ref().filter(|_| word.is_any(&["his", "her"]))?;
        let pronoun = if word.is("his") { "he" } else { "she" };
        scene.fits(owner, pronoun).then(|| Phrase::of_person(owner))
    };
    let thing = || {
        let topic = scene.topic.as_ref().filter(|_| word.is("its"))?;
        topic.owns(view.sentence).then(|| topic.phrase.clone())
    };
    let owner = person().or_else(thing).ok_or("a pronoun in the subject")?;
    let points = own.iter().any(|index| {
        let word = &view.words[*index];
        matches!(
            word.tag,
            Tag::Pronoun | Tag::Possessive | Tag::Relative | Tag::Mark
        ) || word.is_any(&[
            "own", "other", "next", "last", "latest", "latter", "former", "more", "and",
        ])
    });
    if points {
        return Err("a pronoun in the subject");
    }
    if let Some(reason) = points_back(scene, view, own, false, None) {
        return Err(reason);
    }
    let phrase = scene.phrase(view, own).ok_or("a name that may be two persons")?;
    let mut names = owner.names;
    names.extend(phrase.names);
    Ok(Some(Phrase {
        text: format!("{}'s {}", owner.text, phrase.text),
        kind: phrase.kind,
        is_plural: phrase.is_plural,
        names,
    }))
}

/// Whether the subject stands at the start of its sentence, behind a time at most.
fn opens(view: &View<'_>, subject: &[usize]) -> bool {
    let start = topic::start(view).unwrap_or(0);
    subject
        .first()
        .is_some_and(|first| *first <= 1 || *first == start)
}

/// Refuses what the stem of a question could not hold, unless it stands in a last remark without which the
/// clause is as true: "Lund left the Velk Fund after a quarrel with the manager".
pub(super) fn check_or_shorten(
    scene: &Scene<'_>,
    view: &View<'_>,
    clause: &mut Clause,
) -> Result<(), &'static str> {
    const LOOSE: &[&str] = &[
        "after",
        "following",
        "during",
        "despite",
        "amid",
        "alongside",
        "because",
        "due",
        "upon",
        "while",
        "owing",
    ];
    let Err(refused) = check(scene, view, clause) else {
        return Ok(());
    };
    let is_loose = |at: usize| {
        let index = clause.rest[at];
        view.words[index].is_any(LOOSE) && clause.rest[at - 1] < index
    };
    let cuts: Vec<usize> = (1..clause.rest.len()).filter(|at| is_loose(*at)).collect();
    for at in cuts.into_iter().rev() {
        // "left the fund after a quarrel in 1911": the year may be that of the quarrel.
        let is_timed = clause.times.iter().any(|time| time.start > clause.rest[at]);
        if is_timed {
            return Err(refused);
        }
        let short = Clause {
            rest: clause.rest[..at].to_vec(),
            ..clause.clone()
        };
        if check(scene, view, &short).is_ok() {
            *clause = short;
            return Ok(());
        }
    }
    Err(refused)
}

/// Refuses what the stem of a question could not hold.
pub(super) fn check(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> Result<(), &'static str> {
    let all: Vec<&Word<'_>> = clause
        .subject
        .iter()
        .chain(&clause.rest)
        .map(|index| &view.words[*index])
        .collect();
    if let Some(taint) = assertion::taints(&all) {
        return Err(taint);
    }
    for (position, index) in clause.subject.iter().enumerate() {
        let word = &view.words[*index];
        if word.is("more") && view.words.get(index + 1).is_none_or(|next| !next.is("than")) {
            return Err("words that point elsewhere");
        }
        if matches!(word.tag, Tag::Pronoun | Tag::Possessive | Tag::Relative) {
            return Err("a pronoun in the subject");
        }
        if position == 0
            && word.is_any(&[
                "this", "that", "these", "those", "such", "both", "another", "other", "each", "its",
                "either", "neither", "all", "some", "most", "many", "several", "few", "others",
            ])
            && view
                .words
                .get(index + 1)
                .is_none_or(|next| next.tag != Tag::Number)
        {
            return Err("a subject that points elsewhere");
        }
    }
    if is_garbled(view, clause) {
        return Err("words are missing");
    }
    let kind = invented_kind(view, clause);
    let moves = MOVING.contains(&clause.lemma);
    if let Some(reason) = points_back(scene, view, &clause.subject, false, kind)
        .or_else(|| points_back(scene, view, &clause.rest, moves, kind))
    {
        return Err(reason);
    }
    for index in &clause.rest {
        let word = &view.words[*index];
        if word.is_any(&[
            "this",
            "that",
            "these",
            "those",
            "such",
            "another",
            "other",
            "others",
            "respectively",
            "former",
            "latter",
            "there",
            "here",
            "same",
            "also",
            "instead",
            "again",
            "again",
            "both",
            "similar",
            "further",
            "additional",
            "different",
            "alternative",
            "own",
        ]) {
            return Err("words that point elsewhere");
        }
        if word.is("more") && view.words.get(index + 1).is_none_or(|next| !next.is("than")) {
            return Err("words that point elsewhere");
        }
        if word.is_any(&["it", "him", "them", "me", "us", "you", "he", "she", "they", "who"])
            && word.text != "US"
        {
            return Err("a pronoun");
        }
        // "awarded her the Berdi Medal": whom.
        let is_object = word.is("her")
            && view.words.get(index + 1).is_none_or(|next| {
                matches!(next.tag, Tag::Determiner | Tag::Preposition | Tag::Mark | Tag::To)
            });
        if is_object {
            return Err("a pronoun");
        }
        // "The president named his sister judge", in a text on Otto Velk: the sister of Velk.
        if word.tag == Tag::Possessive && word.is_any(&["his", "her"]) && is_of_other(scene, view, clause) {
            return Err("a pronoun");
        }
        if word.tag == Tag::Possessive
            && word.is_any(&["his", "her"])
            && clause.topic.is_none()
            && !opens_with_person(scene, view, clause)
            && !is_of_only_person(scene, view, clause, *index)
        {
            return Err("a pronoun");
        }
    }
    Ok(())
}

/// "an article by Ann Lund on her lamp": the one person of the clause stands right before.
fn is_of_only_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause, at: usize) -> bool {
    let own = |index: usize| clause.subject.contains(&index) || clause.rest.contains(&index);
    let mut persons = scene
        .mentions(view)
        .iter()
        .filter(|mention| own(mention.start) && mention.kind == NameKind::Person);
    let Some(only) = persons.next() else {
        return false;
    };
    let pronoun = if view.words[at].is("his") { "he" } else { "she" };
    let subject_may_be_person = clause
        .subject
        .iter()
        .any(|index| scene.lexicon.role(&view.words[*index].lower).is_some());
    persons.next().is_none()
        && only.end <= at
        && !only.is_ambiguous
        && !subject_may_be_person
        && scene.fits(&only.full, pronoun)
}

/// "the office of the President the Republic": two noun phrases side by side, unless the verb takes two.
fn is_garbled(view: &View<'_>, clause: &Clause) -> bool {
    const TAKE_TWO: &[&str] = &[
        "give", "award", "name", "make", "elect", "appoint", "call", "grant", "offer", "teach", "tell",
        "send", "show", "declare", "proclaim", "crown", "rename", "pay", "win", "earn", "vote", "dub",
    ];
    let meets = |pair: &[usize]| {
        let (one, next) = (&view.words[pair[0]], &view.words[pair[1]]);
        pair[0] + 1 == pair[1]
            && matches!(one.tag, Tag::Noun | Tag::Name)
            && next.is_any(&["the", "a", "an"])
            && next.tag == Tag::Determiner
    };
    !TAKE_TWO.contains(&clause.lemma)
        && (clause.rest.windows(2).any(meets) || clause.subject.windows(2).any(meets))
}

/// Whether a text on one person tells here of another.
fn is_of_other(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    let Some(main) = &scene.names.main else {
        return false;
    };
    let names_main = |phrase: &Phrase| phrase.names.iter().any(|named| main.contains(&named.text));
    match &clause.topic {
        Some(topic) => !names_main(topic),
        None => !scene
            .mentions(view)
            .iter()
            .any(|mention| clause.subject.contains(&mention.start) && main.contains(mention.full.as_str())),
    }
}

fn opens_with_person(scene: &Scene<'_>, view: &View<'_>, clause: &Clause) -> bool {
    clause.subject.iter().any(|index| {
        scene.mentions(view).iter().any(|mention| {
            mention.start <= *index && *index < mention.end && mention.kind == NameKind::Person
        })
    })
}

/// Verbs whose "to" and "from" tell where to, and say nothing of the noun before.
const MOVING: &[&str] = &[
    "lead", "guide", "steer", "promote", "restore", "sell", "give", "hand",
];

/// Nouns that only "of" and the like tell apart.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "islands", "island", "city", "town", "village", "country", "region", "area", "kingdom", "empire",
    "colony", "proposal", "plan", "bill", "resolution", "decision", "offer", "idea", "agreement",
    "company", "group", "team", "band", "school", "building", "project", "system",
];

/// "the party", "the city": a common noun with "the" that nothing near it explains.
///
/// The word at `kind` opens the name of a kind of thing, which nothing need explain.
fn points_back(
    scene: &Scene<'_>,
    view: &View<'_>,
    chosen: &[usize],
    moves: bool,
    kind: Option<usize>,
) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "world",
        "people",
        "public",
        "press",
        "north",
        "south",
        "east",
        "west",
        "streets",
        "internet",
        "economy",
        "sea",
        "air",
        "sun",
        "moon",
        "earth",
        "presidency",
        "throne",
        "majority",
        "media",
        "north-east",
        "north-west",
        "south-east",
        "south-west",
        "peace",
        "telegraph",
        "arts",
        "time",
    ];
    for (position, index) in chosen.iter().enumerate() {
        if !view.words[*index].is("the") || kind == Some(*index) {
            continue;
        }
        let is_home = chosen.get(position + 1).is_some_and(|next| {
            view.words[*next].is("country")
                && view
                    .words
                    .get(next + 1)
                    .is_none_or(|after| !matches!(after.tag, Tag::Noun | Tag::Name))
        });
        if is_home && scene.home(view).is_some() || scene.meant_at(view, &chosen[position..]).is_some() {
            continue;
        }
        if is_title(scene, view, &chosen[position + 1..]) {
            continue;
        }
        let mut at = position + 1;
        let mut last = None;
        let mut has_name = false;
        while let Some(next) = chosen.get(at) {
            let word = &view.words[*next];
            if word.tag == Tag::Genitive && !has_name && last.is_some_and(|last: &Word<'_>| !last.is("world"))
            {
                return Some("a noun that another sentence explains");
            }
            if !matches!(
                word.tag,
                Tag::Noun
                    | Tag::Name
                    | Tag::Number
                    | Tag::Participle
                    | Tag::Ing
                    | Tag::Genitive
                    | Tag::Adverb
                    | Tag::Past
                    | Tag::Present
            ) {
                break;
            }
            // "for the second time leading a government": the participle opens something new.
            let opens_clause = word.tag == Tag::Ing
                && last.is_some()
                && chosen
                    .get(at + 1)
                    .is_some_and(|after| view.words[*after].tag == Tag::Determiner);
            if opens_clause {
                break;
            }
            if word.is_any(&["available", "able", "responsible", "necessary", "possible"]) {
                return Some("a noun that another sentence explains");
            }
            // "the Velk-based network", "the Danish company": of which there are many.
            let is_open_next = chosen
                .get(at + 1)
                .is_some_and(|next| view.words[*next].is_any(OPEN));
            let is_of_many = ["-based", "-born", "-owned", "-run", "-led"]
                .iter()
                .any(|end| word.lower.ends_with(end))
                || is_open_next && scene.lexicon.country_of_adjective(word.text).is_some();
            has_name |= word.tag == Tag::Name && !is_of_many;
            has_name |= view
                .times
                .iter()
                .any(|time| time.start <= *next && *next < time.end);
            last = Some(word);
            at += 1;
        }
        let explained = chosen.get(at).is_some_and(|next| {
            let word = &view.words[*next];
            // "led the team to its first cup": the words behind belong to the verb.
            let is_goal = moves
                && word.is_any(&["to", "from"])
                && chosen.get(at + 1).is_some_and(|after| {
                    matches!(
                        view.words[*after].tag,
                        Tag::Determiner | Tag::Possessive | Tag::Name | Tag::Noun | Tag::Number
                    )
                });
            // "raided the islands for slaves", "opposed the proposal at a meeting": which ones, that does not tell.
            let is_open = at == position + 2
                && last.is_some_and(|noun| noun.is_any(OPEN))
                && !word.is_any(&["of", "between"]);
            !is_goal
                && !is_open
                && (word.is_any(&["of", "for", "between", "against", "on", "to", "in", "from", "at"])
                    || word.tag == Tag::To)
        });
        let is_role_or_rank = last.is_some_and(|word| {
            word.is_any(KNOWN) || (word.is_any(OCCASIONS) && scene.occasion(view.article).is_some())
        });
        // "the first working silicon lamp": the order and two words say which one.
        let is_first = chosen
            .get(position + 1)
            .is_some_and(|first| view.words[*first].is_any(&["first", "only", "last"]))
            && at >= position + 5;
        if !has_name && !explained && !is_role_or_rank && !is_first {
            return Some("a noun that another sentence explains");
        }
    }
    None
}

/// "the four lamp theorem" on the page "Four lamp theorem": words that are the whole title need no other sentence.
fn is_title(scene: &Scene<'_>, view: &View<'_>, behind: &[usize]) -> bool {
    let Some(title) = &scene.document.title else {
        return false;
    };
    let title: Vec<&str> = title.split(" (").next().unwrap_or(title).split(' ').collect();
    let is_same = behind.len() >= title.len()
        && title
            .iter()
            .zip(behind)
            .all(|(own, index)| view.words[*index].is(&own.to_lowercase()));
    let goes_on = behind
        .get(title.len())
        .is_some_and(|next| matches!(view.words[*next].tag, Tag::Noun | Tag::Name | Tag::Genitive));
    title.len() > 1 && is_same && !goes_on
}

#[cfg(test)]
mod tests {
    use crate::facts::clause::sample::told;

    #[test]
    fn a_last_remark_that_leans_on_another_sentence_goes() {
        assert_eq!(
            told("In 1911 Ann Lund left the Velk Fund after a quarrel with the manager."),
            Ok("Ann Lund | leave | the Velk Fund".to_owned())
        );
    }

    #[test]
    fn a_noun_that_is_the_title_of_its_page_is_explained() {
        let told = |title: &str| {
            let page =
                format!("---\ntitle: {title}\n---\nThe four lamp theorem was proved by Ann Lund in 1911.");
            let document = crate::text::read("a.md", page.as_bytes()).unwrap();
            let scene = crate::facts::scene::Scene::read(&document, crate::lexicon::Lexicon::shipped());
            let clause = super::super::read(&scene, scene.views.last().unwrap());
            clause.map(|clause| clause.lemma)
        };
        assert_eq!(told("Four lamp theorem"), Ok("prove"));
        for open in ["Theorem", "Five lamp theorem"] {
            assert_eq!(told(open), Err("a noun that another sentence explains"), "{open}");
        }
    }

    #[test]
    fn one_with_the_year_does_not() {
        assert!(told("Ann Lund left the Velk Fund after a quarrel with the manager in 1911.").is_err());
    }
}
