//! What a rule demands: ages, terms of office, signatures.

use super::Rule;
use crate::facts::Found;
use crate::facts::PartialDate;
use crate::facts::frame::Frame;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::facts::time::TimeValue;
use crate::language::Tag;
use crate::language::Word;

/// Finds ages from which something is allowed, lengths of terms and numbers of signatures.
pub struct Requirement;

impl Rule for Requirement {
    fn name(&self) -> &'static str {
        "requirement"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene
            .views
            .iter()
            .flat_map(|view| {
                [
                    age(scene, view),
                    term(scene, view),
                    length_of_term(scene, view),
                    signatures(scene, view),
                ]
                .into_iter()
                .flatten()
            })
            .collect()
    }
}

fn position(words: &[Word<'_>], from: usize, wanted: &[&str]) -> Option<usize> {
    words
        .iter()
        .skip(from)
        .position(|word| word.is_any(wanted))
        .map(|at| at + from)
}

/// "any citizen aged 25 years and over could run for mayor".
fn age(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let country = scene.names.country.as_ref()?;
    let aged = position(words, 1, &["aged"])?;
    let is_citizen = words[aged - 1].is_any(&["citizen", "citizens"]);
    let number = words.get(aged + 1).filter(|word| word.tag == Tag::Number)?;
    let after = position(words, aged + 2, &["over", "older", "above"]).filter(|at| *at <= aged + 4)?;
    let may = words.get(after + 1)?;
    let verb = words
        .get(after + 2)
        .filter(|verb| verb.is_any(&["run", "stand", "vote", "be", "join", "seek"]))?;
    if !is_citizen
        || !may.is_any(&["could", "can", "may"])
        || words[..aged].iter().any(|word| word.tag == Tag::Negation)
    {
        return None;
    }
    let end = (after + 3..words.len()).find(|index| words[*index].is_any(&[".", ","]))?;
    let rest: Vec<usize> = (after + 3..end).collect();
    let rest = scene.phrase(view, &rest)?.text;
    let lead = introduced(scene, view)
        .map(|lead| format!("{lead}, "))
        .unwrap_or_default();
    let as_of = view.anchor.map(|anchor| PartialDate { day: None, ..anchor });
    if lead.is_empty() && as_of.is_none() {
        return None;
    }
    let dated = match as_of {
        Some(date) if lead.is_empty() => format!("as of {}, ", statement::date(date)),
        _ => String::new(),
    };
    let stem = format!(
        "{lead}{dated}from what age could citizens of {country} {} {rest}",
        verb.lower
    );
    let statement = format!(
        "{lead}{dated}citizens of {country} could {} {rest} from the age of {}.",
        verb.lower, number.text
    );
    Some(demanded(scene, view, stem, number.text, &statement, as_of))
}

/// "Under a new system introduced by President Velk": kept as a lead-in, with "the".
fn introduced(scene: &Scene<'_>, view: &View<'_>) -> Option<String> {
    let words = &view.words;
    let opens = words.first()?.is("under") && words.get(1)?.is_any(&["a", "the"]);
    let comma = position(words, 2, &[","]).filter(|comma| *comma < 12)?;
    let by = position(words, 2, &["by"]).filter(|by| *by < comma)?;
    if !opens || !words[by - 1].is_any(&["introduced", "adopted", "proposed", "signed"]) {
        return None;
    }
    let named: Vec<usize> = (by + 1..comma).collect();
    let by_whom = scene.phrase(view, &named)?;
    if by_whom.names.is_empty() {
        return None;
    }
    let noun: Vec<&str> = words[2..by]
        .iter()
        .filter(|word| !word.is("new"))
        .map(|word| word.text)
        .collect();
    Some(format!("under the {} by {}", noun.join(" "), by_whom.text))
}

fn demanded(
    scene: &Scene<'_>,
    view: &View<'_>,
    stem: String,
    value: &str,
    statement: &str,
    as_of: Option<PartialDate>,
) -> Found {
    let statement = statement::capitalised(statement);
    Found::begin(scene, view, "requirement", statement.clone())
        .about(&stem, "requirement", value)
        .as_of(as_of)
        .worth(3, 850)
        .framed(Frame::Requirement {
            stem,
            value: value.to_owned(),
            accept: Vec::new(),
            statement,
            as_of,
        })
}

/// "The members of the Council of Berdi are elected for a five-year term".
fn term(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    if view.objection.is_some() {
        return None;
    }
    let words = &view.words;
    let term = position(words, 3, &["term", "terms"])?;
    let length = &words[term - 1];
    let number = length.lower.strip_suffix("-year")?;
    let be = words
        .iter()
        .position(|word| word.is_any(&["is", "are"]))
        .filter(|be| *be < term)?;
    let verb = (be + 1..term).find(|at| words[*at].is_any(&["elected", "chosen", "appointed"]))?;
    let to = words
        .get(term - 2)
        .filter(|word| word.is_any(&["a", "for", "to", "an"]))?;
    let closes = words.get(term + 1)?.is_any(&[".", ",", "by", "and"]);
    let _ = to;
    if !closes
        || verb > be + 2
        || be > 9
        || words[..be]
            .iter()
            .any(|word| matches!(word.tag, Tag::Mark | Tag::Pronoun))
    {
        return None;
    }
    let subject: Vec<usize> = (0..be).collect();
    let subject = scene.phrase(view, &subject)?;
    let country = scene.names.country.as_ref();
    let has_name = !subject.names.is_empty();
    let holder = if has_name {
        subject.text.clone()
    } else {
        format!("{} of {}", subject.text, country?)
    };
    if !holder.starts_with("the ") {
        return None;
    }
    // Constitutions change: without the day of the article nobody can tell for when it is so.
    let as_of = view.anchor.map(|anchor| PartialDate { day: None, ..anchor })?;
    let lead = format!("as of {}", statement::date(as_of));
    let be = if words[be].is("is") { "was" } else { "were" };
    let verb = &words[verb].lower;
    let stem = format!("{lead}, for how many years {be} {holder} {verb}");
    let statement = format!("{lead}, {holder} {be} {verb} for {number} years.");
    Some(demanded(scene, view, stem, number, &statement, Some(as_of)))
}

/// "Under the 1911 constitution, the presidential term is five years."
fn length_of_term(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    if view.objection.is_some() {
        return None;
    }
    let term = position(words, 2, &["term"])?;
    let is = words.get(term + 1)?.is("is");
    let number = words.get(term + 2).filter(|word| word.tag == Tag::Number)?;
    let closes = words.get(term + 3)?.is("years") && words.get(term + 4)?.is(".");
    let the = term.checked_sub(2).filter(|the| words[*the].is("the"))?;
    let country = scene.names.country.as_ref()?;
    // Only a law with its year says for when it is so.
    let law: Vec<usize> = (0..the.checked_sub(1)?).collect();
    let is_law = words[0].is("under") && words[the - 1].is(",") && law.len() <= 6;
    let dated = law
        .iter()
        .any(|index| words[*index].text.len() == 4 && words[*index].text.parse::<u16>().is_ok());
    if !is || !closes || !is_law || !dated {
        return None;
    }
    let law = scene.phrase(view, &law)?.text;
    let kind = words[term - 1].text;
    let stem = format!("{law}, how many years is the {kind} term in {country}");
    let statement = format!("{law}, the {kind} term in {country} is {} years.", number.text);
    Some(demanded(scene, view, stem, number.text, &statement, None))
}

/// "a party has to collect 20,000 signatures to register".
fn signatures(scene: &Scene<'_>, view: &View<'_>) -> Option<Found> {
    let words = &view.words;
    let noun = position(words, 2, &["signatures"])?;
    let number = words
        .get(noun - 1)
        .filter(|word| word.tag == Tag::Number && word.text.starts_with(|c: char| c.is_ascii_digit()))?;
    let collects = words[noun.saturating_sub(4)..noun]
        .iter()
        .any(|word| word.is_any(&["get", "collect", "gather", "need", "needs", "needed", "submit"]));
    let must = words[..noun]
        .iter()
        .any(|word| word.is_any(&["to", "must", "need", "needs", "needed"]));
    let register = position(words, noun, &["register", "registration"]).filter(|at| *at <= noun + 7)?;
    if !collects
        || !must
        || words[register].is("registration")
        || words[..noun].iter().any(|word| word.tag == Tag::Negation)
    {
        return None;
    }
    let party = position(words, 0, &["party"]).filter(|at| *at < noun)?;
    let is_the = party >= 1 && words[party - 1].is("the");
    let is_any = party >= 1 && words[party - 1].is_any(&["a", "any", "every", "each"]);
    let country = scene.names.country.as_ref()?;
    let as_of = view.anchor.map(|anchor| PartialDate { day: None, ..anchor });
    // The law changes: the day of the article says for when it is so, or the beginning of the one party.
    let who = match (is_the, as_of) {
        (true, Some(_)) => format!("the {} party in {country}", only_party(scene)?),
        (true, None) => {
            let party = only_party(scene)?;
            let begun = begun(scene, &party)?;
            format!("the {party} party in {country}, {begun},")
        }
        (false, Some(_)) if is_any => format!("a party in {country}"),
        _ => return None,
    };
    let lead = as_of
        .map(|date| format!("as of {}, ", statement::date(date)))
        .unwrap_or_default();
    let stem = format!("{lead}how many signatures did {who} need in order to register formally");
    let statement = format!(
        "{lead}{who} needed {} signatures in order to register formally.",
        number.text
    );
    Some(demanded(scene, view, stem, number.text, &statement, as_of))
}

/// "announced in May 1911": the one month in which a party of that name began, as the document tells it.
fn begun(scene: &Scene<'_>, party: &str) -> Option<String> {
    const VERBS: &[(&str, &str)] = &[
        ("announced", "announced"),
        ("founded", "founded"),
        ("formed", "founded"),
        ("created", "founded"),
        ("established", "founded"),
        ("launched", "launched"),
    ];
    let told = |view: &View<'_>| {
        let names_it = scene.mentions(view).iter().any(|mention| mention.full == party);
        let (_, verb) = VERBS
            .iter()
            .find(|(past, _)| view.words.iter().any(|word| word.is(past)))?;
        match &view.times[..] {
            [time] => match time.value {
                TimeValue::Date(date) if names_it => {
                    let month = PartialDate { day: None, ..date };
                    Some(format!("{verb} {}", statement::on(month)))
                }
                _ => None,
            },
            _ => None,
        }
    };
    let mut found: Vec<String> = scene.views.iter().take(400).filter_map(told).collect();
    found.dedup();
    match &found[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The only party of the document that is written "the Dawn party".
fn only_party(scene: &Scene<'_>) -> Option<String> {
    let mut found: Vec<String> = Vec::new();
    for view in scene.views.iter().take(400) {
        for mention in scene.mentions(view) {
            let before_is_the = mention.start >= 1 && view.words[mention.start - 1].is("the");
            let next = view.words.get(mention.end).is_some_and(|next| next.is("party"));
            let is_people = mention.kind == crate::facts::frame::NameKind::People;
            if before_is_the && next && !is_people && !found.contains(&mention.full) {
                found.push(mention.full.clone());
            }
        }
    }
    match &found[..] {
        [only] => Some(only.clone()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Requirement;
    use crate::facts::rules::sample::statements;
    use crate::facts::rules::sample::statements_of_page;

    const MONGOLIA: &str =
        "Mongolia is cold. Mongolia is wide. Mongolia is high. Mongolia is dry. Mongolia is old. ";

    #[test]
    fn finds_ages_terms_and_signatures() {
        let age = format!(
            "{MONGOLIA}Under a new law introduced by President Otto Velk, any citizen aged 23 years and over could run for mayor."
        );
        assert_eq!(
            statements(&Requirement, &age),
            [
                "Under the law introduced by President Otto Velk, citizens of Mongolia could run for mayor from the age of 23."
            ]
        );
        let term = format!(
            "---\ntitle: Courts\ndate: 2011-05-03\n---\n{MONGOLIA}The judges of the Court of Berdi are appointed for six-year terms."
        );
        assert_eq!(
            statements_of_page(&Requirement, &term),
            ["As of May 2011, the judges of the Court of Berdi were appointed for six years."]
        );
        let length = format!("{MONGOLIA}Under the 1911 constitution, the presidential term is five years.");
        assert_eq!(
            statements(&Requirement, &length),
            ["Under the 1911 constitution, the presidential term in Mongolia is five years."]
        );
        let signatures = format!(
            "{MONGOLIA}On 3 May 1911 Ann Lund announced a new party, Dawn. People like the Dawn party. However, the party will have to get 9,000 signatures in total to formally register."
        );
        assert_eq!(
            statements(&Requirement, &signatures),
            [
                "The Dawn party in Mongolia, announced in May 1911, needed 9,000 signatures in order to register formally."
            ]
        );
    }

    #[test]
    fn leaves_rules_that_nothing_dates() {
        for text in [
            "The judges of the Court of Berdi are appointed for six-year terms.",
            "People like the Dawn party. However, the party will have to get 9,000 signatures in total to formally register.",
        ] {
            assert!(
                statements(&Requirement, &format!("{MONGOLIA}{text}")).is_empty(),
                "{text}"
            );
        }
    }

    #[test]
    fn leaves_goals_and_denials() {
        let goal = format!("{MONGOLIA}The Dawn party got 900 signatures by June and is proud.");
        assert!(statements(&Requirement, &goal).is_empty());
        let denied = format!("{MONGOLIA}No citizen aged 23 years and over could run for mayor of Berdi.");
        assert!(statements(&Requirement, &denied).is_empty());
    }
}
