//! `find`: the cards a query means, one a line.

use std::collections::BTreeMap;

use clap::Args;
use serde_json::json;
use suraq::decks::State;
use suraq::decks::query::COMPARISONS;
use suraq::decks::query::Is;
use suraq::decks::query::PROPERTIES;
use suraq::decks::query::Query;
use suraq::decks::query::STATES;
use suraq::decks::query::Term;
use suraq::decks::row::OLD_AFTER_MONTHS;
use suraq::items::Item;
use suraq::items::Status;
use suraq::items::kind::KINDS_BY_NUMBER;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::choice;
use crate::cards::choice::Chosen;
use crate::cards::sheet::Sheet;
use crate::cards::standing;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen;
use crate::screen::Screen;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::one_line;
use crate::screen::pad;
use crate::screen::width_of;
use crate::study::held_back;
use crate::study::held_back::NotToday;

/// Lines on a terminal unless another number is asked for: more nobody reads.
const ON_A_TERMINAL: usize = 100;

/// Columns a key gets at most.
const KEY: usize = 16;

/// Columns kept for an id; a longer one pushes its stem to the right.
const ID: usize = 28;

/// A stem with fewer columns than this says nothing; the id then stands on a line of its own.
const NARROW: usize = 20;

/// Where a query finds more cards than this, other spellings of its words are not looked for.
const FEW: usize = 20;

/// Other spellings named at most.
const SPELLINGS: usize = 3;

/// Which cards, and how much of them.
#[derive(Args, Debug)]
pub struct Find {
    /// Which cards; without one, all of them
    query: Vec<String>,
    /// Say only how many there are
    #[arg(short = 'n', long)]
    count: bool,
    /// Show at most so many; 0 shows all [on a terminal: 100]
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Verb for Find {
    const NAME: &'static str = "find";
    const ALIASES: &'static [&'static str] = &["/"];
    const GROUP: Group = Group::Cards;
    const ABOUT: &'static str = "Find cards: their ids, stems, keys and when they are due";
    const EXAMPLE: &'static str = "suraq find deck:kz-soviet is:due -capital";

    fn more() -> String {
        words_of_a_query()
            + "added: counts from the day a card came here: it was written, imported or accepted, or its document was\n\
               added; an edit changes nothing of that. Where it is not noted, the earliest day that is known counts.\n\n"
    }

    fn run(self, app: &mut App) -> Outcome {
        let query = choice::query(app, &self.query)?;
        let decks = app.shelf()?.decks()?;
        let found = choice::choose(app, &query, &decks)?;
        choice::tell_of_problems(app, &query)?;
        let waiting = waiting(app, &query, &found)?;
        if self.count {
            app.answer(&json!({ "cards": found.len() }), &grouped(found.len()));
            tell_of_waiting(app, &waiting);
            return Ok(Done::Well);
        }
        let drafts = choice::drafts_meant(app, &query, &decks)?;
        if found.is_empty() {
            if drafts == 0 {
                choice::nothing_meant(app, &query)?;
            }
            tell_of_drafts(app, &query, drafts);
            return Ok(Done::Well);
        }
        let usual = if app.screen.interactive { ON_A_TERMINAL } else { 0 };
        let most = match self.limit.unwrap_or(usual) {
            0 => found.len(),
            most => most.min(found.len()),
        };
        match app.json {
            true => print_json(app, &found[..most])?,
            false => print_lines(app, &found[..most], &waiting)?,
        }
        tell_how_many(app, most, found.len());
        tell_of_spellings(app, &query, found.len())?;
        tell_of_waiting(app, &waiting);
        tell_of_drafts(app, &query, drafts);
        Ok(Done::Well)
    }
}

fn tell_how_many(app: &App, shown: usize, all: usize) {
    match shown == all {
        true => app.screen.remark(&count(all, "card", "cards")),
        false => app.screen.remark(&format!(
            "{} of {}. Show all of them with --limit 0",
            grouped(shown),
            count(all, "card", "cards")
        )),
    }
}

/// Names other spellings of the words, where few cards have the one that was typed.
fn tell_of_spellings(app: &mut App, query: &Query, found: usize) -> Result<(), Failure> {
    if app.json || found > FEW {
        return Ok(());
    }
    for word in choice::also_written(app, query)?.iter().take(SPELLINGS) {
        let prefix = app.prefix();
        app.screen
            .remark(&format!("Also written {word}: {prefix}find {word}"));
    }
    Ok(())
}

/// Returns those of the cards found that are due and that `review` does not offer today, where what is due was
/// asked for.
fn waiting(app: &mut App, query: &Query, found: &[Chosen]) -> Result<BTreeMap<String, NotToday>, Failure> {
    if app.json || !query.asks(&|term| *term == Term::Is(Is::Due)) {
        return Ok(BTreeMap::new());
    }
    held_back::waiting(app, found)
}

/// Says why `review` offers fewer cards than were found.
fn tell_of_waiting(app: &App, waiting: &BTreeMap<String, NotToday>) {
    if waiting.is_empty() {
        return;
    }
    let said = held_back::counted(waiting.values().copied());
    app.screen.remark(&format!("Not in today's review: {said}."));
}

/// Drafts are not studied and not listed, and a person who has just added a document looks for them.
fn tell_of_drafts(app: &App, query: &Query, drafts: usize) {
    if drafts > 0 {
        let words = match query.text() {
            text if text.contains(['(', '"']) || text.contains(" or ") => "",
            text => text,
        };
        let fit = count(drafts, "draft fits too", "drafts fit too");
        let said = format!("{fit}: {}find is:draft {words}", app.prefix());
        app.screen.remark(said.trim_end());
    }
}

fn print_json(app: &mut App, found: &[Chosen]) -> Result<(), Failure> {
    let (scheduler, now) = (app.scheduler()?, app.now());
    for chosen in found {
        let json = Sheet::read(app, &chosen.card)?.json(&scheduler, now);
        app.screen.line(&json.to_string());
    }
    Ok(())
}

/// What stands in one line.
pub(super) struct Line {
    id: String,
    stem: String,
    key: String,
    /// Where it stands in its schedule.
    pub(super) standing: String,
}

fn print_lines(app: &mut App, found: &[Chosen], waiting: &BTreeMap<String, NotToday>) -> Result<(), Failure> {
    let mut lines: Vec<Line> = found
        .iter()
        .map(|chosen| line_of(app, chosen))
        .collect::<Result<_, _>>()?;
    for line in &mut lines {
        if let Some(why) = waiting.get(&line.id) {
            line.standing = line.standing.replacen("due", why.short(), 1);
        }
    }
    print_laid_out(app, &lines);
    Ok(())
}

/// Prints lines in columns as wide as the screen; where nobody looks on, whole, with tabs between the columns.
pub(super) fn print_laid_out(app: &App, lines: &[Line]) {
    let columns = app.screen.columns();
    let shown: Vec<String> = match app.screen.interactive {
        true => laid_out(&app.screen, lines, columns),
        false => lines.iter().map(Line::with_tabs).collect(),
    };
    let shown: Vec<String> = shown.iter().map(|line| app.screen.plain_signs(line)).collect();
    app.screen.pages(&shown);
}

impl Line {
    fn with_tabs(&self) -> String {
        [&self.id, &self.stem, &self.key, &self.standing]
            .map(String::as_str)
            .join("\t")
    }
}

/// Reads what stands in the line of a card.
pub(super) fn line_of(app: &mut App, chosen: &Chosen) -> Result<Line, Failure> {
    let now = app.now();
    let (shelf, store) = app.both()?;
    let card = store.card(&chosen.card.to_string())?;
    // The index has no question of a term: it depends on the direction.
    let is_rejected = chosen.row.state == State::Rejected;
    let item = match chosen.row.is_term || chosen.row.key.is_empty() || is_rejected {
        true => shelf.item(&chosen.card)?,
        false => None,
    };
    // Why a draft was turned down is what one looks for among the rejected ones.
    let reason = item.as_ref().and_then(|item| match &item.status {
        Status::Rejected { reason } if !reason.is_empty() => Some(format!("rejected: {reason}")),
        _ => None,
    });
    let (stem, key) = match item {
        Some(item) => (item.stem.clone(), key_of(&item)),
        None => (chosen.row.stem.clone(), chosen.row.key.clone()),
    };
    Ok(Line {
        id: chosen.card.to_string(),
        stem: one_line(&stem),
        key: one_line(&key),
        standing: reason.unwrap_or_else(|| standing::short(&card, chosen.row.state, now)),
    })
}

/// The key, or what stands in its place: the members of a set, the halves of a matching.
fn key_of(item: &Item) -> String {
    let detail = &item.detail;
    match (item.key.is_empty(), detail.keys.is_empty()) {
        (false, _) => item.key.clone(),
        (true, false) => detail.keys.join("; "),
        (true, true) => {
            let pairs = detail.pairs.iter();
            let pairs: Vec<String> = pairs.map(|(left, right)| format!("{left}: {right}")).collect();
            pairs.join("; ")
        }
    }
}

/// Columns where there is room for them, else every id on a line of its own.
fn laid_out(screen: &Screen, lines: &[Line], columns: usize) -> Vec<String> {
    let widest = |of: &dyn Fn(&Line) -> usize| lines.iter().map(of).max().unwrap_or(0);
    let id = widest(&|line| width_of(&line.id)).min(ID);
    let key = widest(&|line| width_of(&line.key)).min(KEY);
    let standing = widest(&|line| width_of(&line.standing));
    // The id is there to be copied, so it is never cut; a long one takes from the stem.
    let stem = |line: &Line| columns.saturating_sub(id.max(width_of(&line.id)) + key + standing + 6);
    if lines.iter().any(|line| stem(line) < NARROW) {
        return lines
            .iter()
            .flat_map(|line| in_two(screen, line, columns))
            .collect();
    }
    let row = |line: &Line| {
        let cells = [
            pad(&line.id, id.max(width_of(&line.id))),
            screen.pad(&screen.plain_signs(&line.stem), stem(line)),
            screen.pad(&screen.plain_signs(&line.key), key),
            line.standing.clone(),
        ];
        cells.join("  ").trim_end().to_owned()
    };
    lines.iter().map(row).collect()
}

fn in_two(screen: &Screen, line: &Line, columns: usize) -> Vec<String> {
    let standing = screen.plain_signs(&format!(" · {}", line.standing));
    let key = screen.cut(&screen.plain_signs(&line.key), columns / 3);
    let key = screen.plain_signs(&format!(" · {key}"));
    let room = |end: &str| columns.saturating_sub(width_of(end) + 2);
    // When it is due is never cut; where there is little room the key has a line with it.
    let end = format!("{key}{standing}");
    if room(&end) < NARROW && !line.key.is_empty() {
        let stem = screen.cut(&screen.plain_signs(&line.stem), room(""));
        let key = screen.cut(&screen.plain_signs(&line.key), room(&standing));
        return vec![line.id.clone(), format!("  {stem}"), format!("  {key}{standing}")];
    }
    let end = if line.key.is_empty() { standing } else { end };
    let stem = screen.cut(&screen.plain_signs(&line.stem), room(&end));
    vec![line.id.clone(), format!("  {stem}{end}")]
}

/// Every word of a query, for `help find`.
fn words_of_a_query() -> String {
    let states: Vec<&str> = STATES.iter().map(|(word, _)| *word).collect();
    let properties: Vec<&str> = PROPERTIES.iter().map(|(word, _)| *word).collect();
    let signs: Vec<&str> = COMPARISONS.iter().map(|(sign, _)| *sign).collect();
    let kinds: Vec<&str> = KINDS_BY_NUMBER.iter().map(|(_, _, slug)| *slug).collect();
    let rows = [
        (
            "word \"two words\"",
            "how words begin in stem, key, id; *: any letters, _: one".to_owned(),
        ),
        (
            "w:X front:X",
            "a whole word; all of the stem, and back:X all of the key".to_owned(),
        ),
        ("deck/item", "the card with this id, also id:item".to_owned()),
        (
            "deck:X source:X",
            "id or title; a group of decks as well".to_owned(),
        ),
        (
            "tag:X topic:X",
            "a tag; law means law::courts too; tag:none: no tag at all".to_owned(),
        ),
        (
            "is:X",
            format!(
                "{}; old: as of a date over {OLD_AFTER_MONTHS} months ago; gone: its text says it no more",
                states.join(" ")
            ),
        ),
        (
            "dir:X flag:N",
            "en-kk or kk-en; flag 1 to 7, 0: none. contested:yes or :no".to_owned(),
        ),
        (
            "prop:X<N",
            format!(
                "{}, with {}; r: chance of recall now, 0-1; s: stability, days; d: difficulty, 1-10; ivl: days between reviews",
                properties.join(" "),
                signs.join(" ")
            ),
        ),
        (
            "added:N edited:N",
            "in the last N days; introduced:N rated:N; rated:N:1 Again".to_owned(),
        ),
        (
            "NAME query:NAME",
            "a query saved with: set query.NAME \"tag:law is:due\"".to_owned(),
        ),
        (
            "-X  X or Y  ( )",
            "not; either; together. Side by side, all must hold".to_owned(),
        ),
        ("type:X", kinds.join(" ")),
    ];
    let mut text = "A query:\n".to_owned();
    for (word, meaning) in rows {
        for line in screen::wrap_indented(&meaning, 79, &pad(&format!("  {word}"), 20), &" ".repeat(20)) {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use suraq::decks::query::{KEYS, PROPERTIES, STATES};

    use super::{Line, laid_out, words_of_a_query};
    use crate::screen::Screen;

    #[test]
    fn help_explains_every_word_of_a_query() {
        let help = words_of_a_query();
        for key in KEYS {
            assert!(help.contains(&format!("{key}:")), "{key}: is not explained");
        }
        let words = STATES
            .iter()
            .map(|(word, _)| word)
            .chain(PROPERTIES.iter().map(|(word, _)| word));
        for word in words {
            assert!(
                help.split([' ', ',', ';', '\n']).any(|known| known == *word),
                "{word}"
            );
        }
        assert!(help.lines().count() <= 21, "{help}");
        assert!(help.lines().all(|line| line.chars().count() < 80), "{help}");
    }

    fn line() -> Line {
        Line {
            id: "lakes/deepest-of-all".into(),
            stem: "Which lake of the north is the deepest of them all?".into(),
            key: "Lake Oron".into(),
            standing: "in 12 d".into(),
        }
    }

    #[test]
    fn the_id_is_never_cut() {
        for columns in [20, 40, 80, 200] {
            let shown = laid_out(&Screen::PLAIN, &[line()], columns).join("\n");
            assert!(shown.contains("lakes/deepest-of-all"), "{shown}");
            assert!(
                shown.lines().all(|line| line.chars().count() <= columns.max(20)),
                "{shown}"
            );
        }
        for columns in [20, 30, 40] {
            let shown = laid_out(&Screen::PLAIN, &[line()], columns).join("\n");
            assert!(shown.ends_with("in 12 d"), "when it is due is never cut: {shown}");
            assert!(
                shown.contains("Lake Oron") || columns < 30,
                "a card is found by its answer: {shown}"
            );
        }
        assert_eq!(
            laid_out(&Screen::PLAIN, &[line()], 80),
            ["lakes/deepest-of-all  Which lake of the north is the deepes…  Lake Oron  in 12 d"]
        );
    }
}
