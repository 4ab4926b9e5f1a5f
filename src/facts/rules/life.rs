//! When a person was born and died: "Ann Lund (1801–1866)", "(5 August 1802 – 6 April 1829)".

use super::Rule;
use super::lifetime::{Lifetime, lifetime};
use crate::facts::Found;
use crate::facts::frame::{Frame, NameKind};
use crate::facts::names::Mention;
use crate::facts::scene::{Scene, View};
use crate::facts::statement;
use crate::language::Tag;
use crate::lexicon::fold::fold;
use crate::text::BlockKind;

/// A text that names somebody more often than this tells much of that person; ours.
const OFTEN: usize = 4;

/// A text of so many sentences is not on everybody it names; ours.
const A_FEW: usize = 20;

/// Years in a bracket that are fewer are rather those of an office, unless the text is on the person; ours.
const SHORT_LIFE: i16 = 25;

/// Finds life dates in brackets behind a person's name.
pub struct LifeDates;

impl Rule for LifeDates {
    fn name(&self) -> &'static str {
        "life-dates"
    }

    fn find(&self, scene: &Scene<'_>, _skipped: &mut dyn FnMut(usize, &'static str)) -> Vec<Found> {
        scene.views.iter().flat_map(|view| in_view(scene, view)).collect()
    }
}

fn in_view(scene: &Scene<'_>, view: &View<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for mention in scene.mentions(view) {
        let is_mark = |at: usize, mark: &str| view.words.get(at).is_some_and(|word| word.text == mark);
        // "Ann Lund, (born 1911)": with a comma too many.
        let open = mention.end + usize::from(is_mark(mention.end, ","));
        let may_be_person = mention.kind == NameKind::Person || is_opening(scene, view, mention);
        if !may_be_person
            || mention.is_ambiguous
            || !is_mark(open, "(")
            || mention.end - mention.start < 2
            || !bears(view, mention)
        {
            continue;
        }
        let Some(close) = closing(view, open) else {
            continue;
        };
        // "(1500?–1562)": nobody is sure.
        if view.words[open..close].iter().any(|word| word.text.contains('?')) {
            continue;
        }
        let Lifetime {
            birth,
            death,
            is_sure,
        } = lifetime(view, open + 1, close);
        if mention.kind != NameKind::Person && !is_sure {
            continue;
        }
        let is_short = birth
            .zip(death)
            .is_some_and(|(birth, death)| !(15..=110).contains(&(death.year - birth.year)));
        if is_short {
            continue;
        }
        // "DE LUND Y VELK": capitals that nothing tells how to write.
        if mention.full.split(' ').any(is_shouted) {
            continue;
        }
        // "Ann Lund (1901-1918);": an entry of a list, of those who held a post in turn.
        let is_main = scene.names.main.as_deref() == Some(mention.full.as_str());
        let is_entry = view.words[close + 1..].iter().all(|word| word.tag == Tag::Mark);
        let is_term = birth
            .zip(death)
            .is_some_and(|(birth, death)| death.year - birth.year < SHORT_LIFE);
        if !is_main && (is_entry || is_term) {
            continue;
        }
        let person = described(scene, view, mention.start, &mention.full);
        let is_subject = view
            .words
            .get(close + 1)
            .is_some_and(|next| next.is_any(&["is", "was", ","]) && opens_sentence(view, mention));
        // "Ann Lund (singer)" is the title of one among several of that name.
        let has_namesakes = scene.document.title.as_deref().is_some_and(|title| {
            title
                .strip_prefix(mention.full.as_str())
                .is_some_and(|behind| behind.starts_with(" ("))
        });
        if has_namesakes && person == mention.full {
            continue;
        }
        if is_of_other(scene, &mention.full) {
            continue;
        }
        // "a poem by Otto Velk (1801–1866)": whoever is only named in passing.
        if !opens_sentence(view, mention) && !is_known(scene, &mention.full) {
            continue;
        }
        let is_unknown = person == mention.full && scene.lexicon.person(&mention.full).is_none();
        if is_unknown && !is_subject && !is_told_of(scene, &mention.full) || is_kin(scene, view, mention) {
            continue;
        }
        let dates = [(birth, true), (death, false)];
        for (date, is_birth) in dates
            .into_iter()
            .filter_map(|(date, is_birth)| Some((date?, is_birth)))
        {
            let verb = if is_birth { "was born" } else { "died" };
            let statement = format!("{person} {verb} {}.", statement::on(date));
            let relation = if is_birth { "born" } else { "died" };
            let importance = if scene
                .names
                .persons
                .get(&mention.full)
                .is_some_and(|count| *count > OFTEN)
            {
                2
            } else {
                1
            };
            found.push(
                Found::begin(scene, view, "life-dates", statement)
                    .about(&mention.full, relation, &date.to_string())
                    .at(date)
                    .worth(importance, 900)
                    .framed(Frame::Life {
                        person: person.clone(),
                        is_birth,
                        date,
                    }),
            );
        }
    }
    found
}

/// Whether a long text is on something else than a person whom nobody knows from elsewhere: it names them seldom,
/// and no heading does.
fn is_of_other(scene: &Scene<'_>, person: &str) -> bool {
    let parts: Vec<String> = person.split(' ').map(fold).collect();
    // "Ann Velk" of a page on Ann Emma Velk, and the other way round.
    let is_titled = scene.document.title.as_deref().is_some_and(|title| {
        let own: Vec<String> = title
            .split(" (")
            .next()
            .unwrap_or(title)
            .split(' ')
            .map(fold)
            .collect();
        own.iter().all(|word| parts.contains(word)) || parts.iter().all(|part| own.contains(part))
    });
    scene.views.len() > A_FEW && !is_titled && !is_known(scene, person) && !has_heading(scene, person)
}

/// Whether a heading holds a person's name: that part of the text is on them.
fn has_heading(scene: &Scene<'_>, person: &str) -> bool {
    let spaced = |text: &str| {
        let words: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric()).collect();
        format!(" {} ", words.join(" "))
    };
    let (document, name) = (scene.document, spaced(person));
    let mut blocks = document.blocks.iter();
    blocks
        .any(|block| block.kind == BlockKind::Heading && spaced(&document.plain(block.span)).contains(&name))
}

/// "LUND": a word in capitals that is no number of a king.
fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2
        && word.chars().all(char::is_uppercase)
        && !word.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X'))
}

/// Whether a name stands at the start of its sentence, behind a title at most: "The poet Ann Lund (1801–1866)".
fn opens_sentence(view: &View<'_>, mention: &Mention) -> bool {
    view.words[..mention.start]
        .iter()
        .all(|word| matches!(word.tag, Tag::Determiner | Tag::Name | Tag::Noun | Tag::Mark))
}

/// Whether the name opens the text: a bracket with a life behind it makes a person of it, whatever else is known.
fn is_opening(scene: &Scene<'_>, view: &View<'_>, mention: &Mention) -> bool {
    let first = scene
        .views
        .iter()
        .find(|view| view.objection != Some("not running text"));
    let is_first = first.is_some_and(|first| first.sentence == view.sentence);
    is_first && mention.kind == NameKind::Other && opens_sentence(view, mention)
}

/// Whether the document tells more of a person than one bracket: children of a person are named only there.
pub fn is_told_of(scene: &Scene<'_>, person: &str) -> bool {
    let times = scene.names.persons.get(person).copied().unwrap_or(0);
    scene.names.main.as_deref() == Some(person) || times > 1
}

/// Whether a person is the one the document is on, or one of whom it tells much, or known anyhow: of a passing
/// figure nobody asks the birthplace.
pub fn is_known(scene: &Scene<'_>, person: &str) -> bool {
    let times = scene.names.persons.get(person).copied().unwrap_or(0);
    scene.names.main.as_deref() == Some(person) || times > OFTEN || scene.lexicon.person(person).is_some()
}

/// Whether the sentence names a person only as one of a family: "the first child of Otto Lund (1801–1866)".
fn is_kin(scene: &Scene<'_>, view: &View<'_>, mention: &Mention) -> bool {
    const KIN: &[&str] = &[
        "father",
        "mother",
        "wife",
        "husband",
        "son",
        "daughter",
        "child",
        "children",
        "brother",
        "sister",
        "married",
        "widow",
        "parents",
        "niece",
        "nephew",
        "cousin",
        "uncle",
        "aunt",
        "met",
        "grandson",
        "granddaughter",
        "grandchild",
        "grandfather",
        "grandmother",
    ];
    const NEAR: usize = 12;
    // "the second Sir Otto Velk": there are others of the name.
    let is_one_of_name = view.words[mention.start.saturating_sub(2)..mention.start]
        .iter()
        .any(|word| word.is_any(&["first", "second", "third", "elder", "younger"]));
    if is_one_of_name {
        return true;
    }
    let is_main = scene.names.main.as_deref() == Some(mention.full.as_str());
    let is_known = scene.lexicon.person(&mention.full).is_some();
    let near = mention.start.saturating_sub(NEAR)..view.words.len().min(mention.end + 2 * NEAR);
    let is_family = view.words[near].iter().any(|word| word.is_any(KIN));
    !is_main && !is_known && is_family
}

/// Whether the words in front of the bracket hold the whole name: "Otto Velk (1801–1866)" in a text on
/// Otto Emil Velk may be his father.
fn bears(view: &View<'_>, mention: &Mention) -> bool {
    let words = &view.words[mention.start..mention.end];
    let folded: Vec<String> = words.iter().map(|word| fold(word.text)).collect();
    mention
        .full
        .split(' ')
        .all(|part| folded.iter().any(|word| word.contains(&fold(part))))
}

/// Where the bracket that opens at `open` closes; how a name is said may hold brackets of its own.
fn closing(view: &View<'_>, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, word) in view.words.iter().enumerate().skip(open) {
        match word.text {
            "(" => depth += 1,
            ")" if depth == 1 => return Some(at),
            ")" => depth -= 1,
            _ => {}
        }
    }
    None
}

/// "the Russian poet Otto Velk": the words before the name that say who it is, with an article.
pub fn described(scene: &Scene<'_>, view: &View<'_>, start: usize, full: &str) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut at = start;
    let mut has_role = false;
    while at > 0 {
        let word = &view.words[at - 1];
        let is_role = scene.lexicon.role(&word.lower).is_some() && word.tag == Tag::Noun;
        let is_people = scene.lexicon.country_of_adjective(word.text).is_some();
        let describes = has_role
            && words.len() < 3
            && matches!(word.tag, Tag::Noun | Tag::Name)
            && !word.is_any(&["famous", "great", "legendary", "prominent"]);
        if (!is_role || has_role) && !is_people && !describes {
            break;
        }
        has_role |= is_role;
        words.insert(0, word.text);
        at -= 1;
    }
    if !has_role {
        return full.to_owned();
    }
    format!("the {} {full}", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::LifeDates;
    use crate::facts::rules::sample::{statements, statements_of_page};

    #[test]
    fn a_long_page_on_something_else_tells_no_lives() {
        let filler = "The lamp of Berdi burned for long in the north. ".repeat(25);
        let told = |title: &str| {
            let line = "Anna Lund (5 August 1802 – 6 April 1829) was a poet of Berdi.";
            statements_of_page(&LifeDates, &format!("# {title}\n\n{line} {filler}\n"))
        };
        assert!(told("Lamps of Berdi").is_empty());
        assert_eq!(told("Anna Lund").len(), 2);
    }

    #[test]
    fn a_long_page_tells_the_lives_of_those_it_tells_much_of() {
        let filler = "The lamp of Berdi burned for long in the north. ".repeat(25);
        let line = "Anna Lund (5 August 1802 – 6 April 1829) was a poet of Berdi.";
        let more = "Anna Lund wrote of the lamp. ".repeat(4);
        let often = format!("# Lamps of Berdi\n\n{line} {more}{filler}\n");
        assert_eq!(statements_of_page(&LifeDates, &often).len(), 2);
        let headed = format!("# Lamps of Berdi\n\n{filler}\n\n## Anna Lund, a poet\n\n{line}\n");
        assert_eq!(statements_of_page(&LifeDates, &headed).len(), 2);
        let other = format!("# Lamps of Berdi\n\n{filler}\n\n## Anna Lundberg\n\n{line}\n");
        assert!(statements_of_page(&LifeDates, &other).is_empty());
    }

    #[test]
    fn finds_years_and_days() {
        assert_eq!(
            statements(
                &LifeDates,
                "The Russian poet Otto Velk (1801-1866) lived in Berdi for long."
            ),
            [
                "the Russian poet Otto Velk was born in 1801.",
                "the Russian poet Otto Velk died in 1866."
            ]
        );
        assert_eq!(
            statements(
                &LifeDates,
                "Anna Lund (5 August 1802 – 6 April 1829) was a poet of Berdi."
            )
            .len(),
            2
        );
        assert_eq!(
            statements(
                &LifeDates,
                "Anna Lund (Danish: anna; 5 August 1802 – 6 April 1829) was a poet of Berdi."
            )
            .len(),
            2
        );
        assert_eq!(
            statements(
                &LifeDates,
                "The poet Anna Lund (born 5 August 1982) lives in Berdi now."
            ),
            ["the poet Anna Lund was born on 5 August 1982."]
        );
    }

    #[test]
    fn leaves_children_named_in_a_bracket() {
        let told =
            "The painter Ann Berg lives in Moscow with a son, Emil Lund (born 3 August 2015), and a dog.";
        assert!(statements(&LifeDates, told).is_empty());
    }

    #[test]
    fn a_shorter_name_may_be_a_relative() {
        let told = "Otto Emil Velk (1801–1866) was a poet of Berdi. Otto Emil Velk was the son of Otto Velk (1770–1820), a painter.";
        assert!(
            statements(&LifeDates, told)
                .iter()
                .all(|told| !told.contains("1770") && !told.contains("1820"))
        );
    }

    #[test]
    fn brackets_may_hold_brackets() {
        assert_eq!(
            statements(
                &LifeDates,
                "Anna Lund (/ d(a)n /; 5 August 1802 – 6 April 1829) was a poet of Berdi."
            )
            .len(),
            2
        );
    }

    #[test]
    fn a_bracket_may_tell_the_name_and_place_of_birth() {
        for (bracket, count) in [
            ("(born Anna Berg, 5 August 1802 – 6 April 1829)", 2),
            ("(born Anna Berg; 5 August 1802 – 6 April 1829)", 2),
            ("(born 5 August 1802 in Velk; died 6 April 1829 in Moscow)", 2),
            ("(c. 1802 – 6 April 1829)", 1),
            ("( – 6 April 1829)", 1),
            ("(born around 1802)", 0),
            ("(1802)", 0),
        ] {
            let told = statements(&LifeDates, &format!("Anna Lund {bracket} was a poet of Berdi."));
            assert_eq!(told.len(), count, "{bracket}: {told:?}");
        }
    }

    #[test]
    fn who_opens_a_text_with_a_life_is_a_person() {
        let told = "Sarnvelk Karsudi (born 5 August 1982), better known as Velk, is a singer of Berdi.";
        assert_eq!(
            statements(&LifeDates, told),
            ["Sarnvelk Karsudi was born on 5 August 1982."]
        );
        let ship = "Sarnvelk Karsudi (launched 5 August 1982) is a ship of Berdi.";
        assert!(statements(&LifeDates, ship).is_empty());
    }

    #[test]
    fn leaves_the_entries_of_a_list_and_years_too_few_for_a_life() {
        for text in [
            "Anna Lund (1901-1949);",
            "Anna Lund (1901-1919) was the head of the mill in Berdi.",
        ] {
            assert!(statements(&LifeDates, text).is_empty(), "{text}");
        }
        let whole = "Anna Lund (1901-1949) was the head of the mill in Berdi.";
        assert_eq!(statements(&LifeDates, whole).len(), 2);
    }

    #[test]
    fn leaves_terms_and_unclear_brackets() {
        assert!(
            statements(
                &LifeDates,
                "President Anna Lund (1801-1806) lived in Berdi for long."
            )
            .is_empty()
        );
        assert!(
            statements(
                &LifeDates,
                "Anna Lund (in power 1801–1866) lived in Berdi for long."
            )
            .is_empty()
        );
    }
}
