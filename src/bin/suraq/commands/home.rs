//! `home`: what is due, what comes, and the one thing to do next.

use clap::Args;
use serde_json::json;
use suraq::schedule::StudyDay;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::Tone;
use crate::screen::count;
use crate::screen::grouped;
use crate::screen::one_line;
use crate::screen::pad_left;
use crate::screen::plot;
use crate::screen::plot::Bar;
use crate::study::days;
use crate::study::exam_words;
use crate::study::exams::ExamStanding;
use crate::study::past_exams;
use crate::study::past_exams::PastExam;
use crate::study::today::DeckLine;
use crate::study::today::OverLimit;
use crate::study::today::Standing;
use crate::study::today::backlog;
use crate::study::waiting::Waits;

/// Lines of decks and groups at most on a screen of [`ROWS`] rows; a higher one has room for more.
const DECK_LINES: usize = 9;

/// Lines of decks and groups at least, also where the screen is too low for all else.
const LEAST_DECK_LINES: usize = 3;

/// Rows of a usual screen.
const ROWS: usize = 24;

/// Narrower than this, numbers stand under the title and not before it.
const NARROW: usize = 40;

/// Narrower than this, the columns of numbers are narrow too.
const WIDE: usize = 60;

/// How much of it.
#[derive(Args, Debug)]
pub struct Home {
    /// One line, for a shell prompt
    #[arg(long)]
    short: bool,
}

impl Verb for Home {
    const NAME: &'static str = "home";
    const ALIASES: &'static [&'static str] = &["h"];
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "See what is due, what comes, and what to do next";
    const EXAMPLE: &'static str = "suraq home\nsuraq home --short";

    fn run(self, app: &mut App) -> Outcome {
        match self.short {
            true => short(app)?,
            false => show(app)?,
        }
        Ok(Done::Well)
    }
}

/// Prints one line.
fn short(app: &mut App) -> Result<(), Failure> {
    let standing = Standing::read(app)?;
    let (due, learning, new) = (standing.due, standing.learning, standing.new_today);
    let json = json!({ "due": due, "learning": learning, "new": new, "drafts": standing.drafts });
    let waits = Waits {
        held_back: 0,
        ..standing.waits()
    };
    let mut words = waits.said();
    if due == 0 {
        words.insert(0, "0 due".to_owned());
    }
    words.push(format!("{} new", grouped(new)));
    if standing.drafts > 0 {
        words.push(count(standing.drafts, "draft", "drafts"));
    }
    app.answer(&json, &words.join(", "));
    Ok(())
}

/// Prints Home, or on the first day how to begin.
pub fn show(app: &mut App) -> Result<(), Failure> {
    let standing = Standing::read(app)?;
    let next = standing.next_command();
    // A command with a word to fill in cannot be done by one key.
    app.offer = (next != "add FILE").then_some(next);
    if app.json {
        app.screen.line(&as_json(app, &standing).to_string());
        return Ok(());
    }
    let lines = match standing.is_first_run {
        true => first_run(app, &standing),
        false => lines(app, &standing),
    };
    for line in lines {
        app.screen.line(&line);
    }
    past_exams::settle(app, &standing.past_exams);
    // Of a deck that cannot be read at all, Home on the first day shows nothing else.
    match standing.is_first_run {
        true => app.tell_of_problems(),
        false => Ok(()),
    }
}

/// Shows Home after a sitting that was begun at the prompt.
pub fn again(app: &mut App) -> Result<(), Failure> {
    if app.at_prompt && !app.json {
        app.screen.line("");
        show(app)?;
    }
    Ok(())
}

fn first_run(app: &App, standing: &Standing) -> Vec<String> {
    let cards: usize = standing.decks.iter().map(|deck| deck.new).sum();
    let decks = count(standing.decks.len(), "deck", "decks");
    let prefix = app.prefix();
    let try_them = if app.at_prompt {
        "y".to_owned()
    } else {
        format!("{prefix}review")
    };
    let choices = [
        (
            format!("{prefix}add FILE"),
            "make questions from an article or a chapter of yours".to_owned(),
        ),
        (
            try_them,
            format!("try the {decks} that came along, {} cards", grouped(cards)),
        ),
        (format!("{prefix}help"), "see everything there is".to_owned()),
    ];
    let width = app.screen.text_width();
    let widest = choices.iter().map(|(keys, _)| keys.len()).max().unwrap_or(0);
    let mut lines = Vec::new();
    for (keys, about) in choices {
        let (first, others) = match width >= NARROW {
            true => (format!("  {keys:<widest$}  "), " ".repeat(widest + 4)),
            false => (format!("{keys}: "), "  ".to_owned()),
        };
        lines.extend(crate::screen::wrap_indented(&about, width, &first, &others));
    }
    lines
}

fn lines(app: &App, standing: &Standing) -> Vec<String> {
    let (columns, rows) = app.screen.size();
    let width = columns.min(90);
    let day = days::learned_for(app.now(), app.config.schedule.day_starts);
    let head = format!("{day}: {}", today_line(app, standing));
    let head = toned(app, Tone::Strong, &head);
    let plot = plot::columns(&app.screen, &forecast(app, standing), width.min(84));
    let below = lines_below(app, standing);
    // Beside these there are three empty lines, the head of the table, and the line where one types.
    let room = rows.saturating_sub(head.len() + plot.len() + below.len() + 5);
    let most = DECK_LINES + rows.saturating_sub(ROWS);
    let decks = deck_lines(app, standing, width, room.clamp(LEAST_DECK_LINES, most));
    [head, decks, plot, below].join(&String::new())
}

/// What stands below the decks and the days to come: what is to be known, and what to do next.
fn lines_below(app: &App, standing: &Standing) -> Vec<String> {
    let mut lines = Vec::new();
    for exam in exam_lines(app, standing) {
        lines.extend(toned(app, Tone::Strong, &exam));
    }
    let over = OverLimit::Counted(standing.over_limit);
    let per_day = app.config.schedule.reviews_per_day as usize;
    if let Some(backlog) = backlog(over, &standing.forecast, per_day) {
        lines.extend(toned(app, Tone::Fair, &backlog));
    }
    let prefix = app.prefix();
    if standing.drafts > 0 {
        let wait = count(standing.drafts, "draft waits", "drafts wait");
        lines.extend(toned(app, Tone::Plain, &format!("{wait} for you: {prefix}inbox")));
    }
    if standing.old > 0 {
        let old = count(standing.old, "card may be", "cards may be");
        let said = format!("{old} out of date: {prefix}find is:old; once seen: {prefix}set old-seen today");
        lines.extend(toned(app, Tone::Fair, &said));
    }
    if standing.gone > 0 {
        let gone = count(standing.gone, "card rests", "cards rest");
        let said = format!("{gone} on a sentence that is no longer there: {prefix}find is:gone");
        lines.extend(toned(app, Tone::Fair, &said));
    }
    if standing.leeches > 0 {
        let leeches = count(standing.leeches, "card is", "cards are");
        let said = format!("{leeches} suspended, forgotten too often: {prefix}leeches");
        lines.extend(toned(app, Tone::Fair, &said));
    }
    if standing.problems > 0 {
        let problems = count(standing.problems, "problem", "problems");
        lines.extend(toned(
            app,
            Tone::Fair,
            &format!("{problems} in your deck files: {prefix}check"),
        ));
    }
    let key = match &app.offer {
        Some(_) if app.at_prompt => " (y)",
        _ => "",
    };
    let before = match standing.back {
        None => "Next".to_owned(),
        Some(back) => {
            let off = match standing.away_until {
                Some(_) => "You are away".to_owned(),
                None => format!("{} is a day off", days::weekday(app.now().day)),
            };
            let back = days::when(back, app.now().day);
            let said = format!("{off}, back {back}: nothing has to be done.");
            lines.extend(toned(app, Tone::Plain, &said));
            "If you like".to_owned()
        }
    };
    lines.extend(toned(
        app,
        Tone::Strong,
        &format!("{before}: {prefix}{}{key}", standing.next_command()),
    ));
    lines
}

fn toned(app: &App, tone: Tone, text: &str) -> Vec<String> {
    let lines = crate::screen::wrap(&app.screen.plain_signs(text), app.screen.text_width());
    lines
        .into_iter()
        .map(|line| app.screen.tone(tone, &line))
        .collect()
}

/// A word on exams that are just over, then the countdown of the nearest two.
fn exam_lines(app: &App, standing: &Standing) -> Vec<String> {
    let today = app.now().day;
    let over = |past: &PastExam| {
        let day = days::short(past.exam.day, today);
        match past.cards {
            0 => format!("The exam of {day} is over."),
            _ => format!("The exam of {day} is over: {}.", past_exams::came_to(past)),
        }
    };
    let line = |exam: &ExamStanding| {
        if exam.cards.is_empty() {
            return format!(
                "Exam {} ({}): {}",
                days::when(exam.exam.day, today),
                one_line(&exam.exam.query),
                exam_words::no_cards(exam, app.prefix())
            );
        }
        let mut line = format!(
            "Exam {}: {:.0} % of {} known today, {} % wanted",
            match exam.days_left(today) {
                0 => "today".to_owned(),
                1 => "tomorrow".to_owned(),
                days => format!("in {days} days, {}", days::short(exam.exam.day, today)),
            },
            exam.known_now * 100.0,
            count(exam.cards.len(), "card", "cards"),
            exam.exam.know
        );
        if exam.suspended > 0 {
            let are = if exam.suspended == 1 { "is" } else { "are" };
            line.push_str(&format!(", {} more {are} suspended", exam.suspended));
        }
        match exam.is_near(today) {
            true => line.push_str(&near(exam, today, app.prefix())),
            false => {
                let a_day = exam_words::a_day(exam, "new ", today);
                line.push_str(&a_day.map_or_else(String::new, |a_day| format!("; {a_day}")));
            }
        }
        line
    };
    let to_come = standing.exams.iter().take(2).map(line);
    standing.past_exams.iter().map(over).chain(to_come).collect()
}

/// What to go over for an exam that is near, and what was gone over already.
fn near(exam: &ExamStanding, today: StudyDay, prefix: &str) -> String {
    if !exam.wants_cram(today) {
        let over = count(exam.gone_over, "card was", "cards were");
        return format!("; {over} gone over, for more: {prefix}exam cram");
    }
    let cards = count(exam.to_go_over(None).len(), "card", "cards");
    format!("; go over {cards}: {prefix}exam cram")
}

fn today_line(app: &App, standing: &Standing) -> String {
    let waits = standing.waits();
    if waits.due + waits.held_back + waits.learning + standing.new_today == 0 {
        return "nothing is due.".to_owned();
    }
    let mut said = format!(
        "{}, {} learning, {} new today",
        waits.due_said(),
        grouped(waits.learning),
        grouped(standing.new_today),
    );
    if let Some(first) = standing.first_minute {
        let time = days::clock_time(first, app.now());
        said.push_str(&format!(", the first at {time}"));
    }
    if standing.minutes > 0 {
        said.push_str(&format!(", about {} min", standing.minutes));
    }
    said
}

fn forecast(app: &App, standing: &Standing) -> Vec<Bar> {
    let today = app.now().day;
    let bars = standing.forecast.iter().enumerate().map(|(index, cards)| Bar {
        label: match index {
            0 => "today".to_owned(),
            _ => days::weekday(today.plus(index as i64)).to_owned(),
        },
        value: f64::from(*cards),
        number: grouped(*cards as usize),
    });
    bars.collect()
}

/// A line for each group and each deck outside of one, in `room` lines; decks of a group with work while there
/// is room.
fn deck_lines(app: &App, standing: &Standing, width: usize, room: usize) -> Vec<String> {
    // A deck of drafts alone has nothing to study; the inbox is named below.
    let with_cards: Vec<DeckLine> = standing
        .decks
        .iter()
        .filter(|deck| deck.has_cards)
        .cloned()
        .collect();
    let groups = groups(&with_cards);
    let (mut rows, mut left_out) = (Vec::new(), Vec::new());
    let most = match width < NARROW {
        true => (room / 2).max(LEAST_DECK_LINES),
        false => room,
    };
    // The last line counts what is left out.
    let most = if groups.len() > most { most - 1 } else { most };
    let mut spare = most.saturating_sub(groups.len());
    for (group, decks) in &groups {
        if rows.len() >= most {
            left_out.extend(decks);
            continue;
        }
        match (group, &decks[..]) {
            (Some(group), decks) if decks.len() > 1 => {
                let title = format!("{group} ({} decks)", decks.len());
                rows.push(sum(decks, title));
                let working: Vec<&DeckLine> = decks.iter().copied().filter(|deck| deck.has_work()).collect();
                let (shown, more) = match working.len() <= spare {
                    true => (&working[..], &[][..]),
                    // The last line counts what is left out.
                    false => working.split_at(spare.saturating_sub(1)),
                };
                rows.extend(shown.iter().map(|deck| DeckLine {
                    title: format!("  {}", deck.title),
                    ..(*deck).clone()
                }));
                if !more.is_empty() && spare > 0 {
                    rows.push(sum(more, format!("  and {} more", more.len())));
                }
                spare -= working.len().min(spare);
            }
            (_, decks) => rows.extend(decks.iter().map(|deck| (*deck).clone())),
        }
    }
    let mut lines = table(app, &rows, width);
    if !left_out.is_empty() {
        let more = count(left_out.len(), "more deck", "more decks");
        let rest = sum(&left_out, String::new());
        let numbers = numbers(&rest).join(", ");
        let said = format!("and {more}, {numbers}: {}decks", app.prefix());
        lines.extend(crate::screen::wrap(&said, width));
    }
    lines
}

/// `3 due (1 more later), 2 learning, 10 new`
fn numbers(row: &DeckLine) -> Vec<String> {
    let mut words = row.waits.said();
    words.push(format!("{} new", grouped(row.new)));
    words
}

/// Decks by group, those with work first, then those with new cards; a deck without a group stands alone.
fn groups(decks: &[DeckLine]) -> Vec<(Option<String>, Vec<&DeckLine>)> {
    let mut groups: Vec<(Option<String>, Vec<&DeckLine>)> = Vec::new();
    for deck in decks {
        match groups
            .iter_mut()
            .find(|(group, _)| group.is_some() && *group == deck.group)
        {
            Some((_, decks)) => decks.push(deck),
            None => groups.push((deck.group.clone(), vec![deck])),
        }
    }
    groups.sort_by_key(|(_, decks)| {
        let has_work = decks.iter().any(|deck| deck.has_work());
        (!has_work, decks.iter().all(|deck| deck.new == 0))
    });
    groups
}

fn sum(decks: &[&DeckLine], title: String) -> DeckLine {
    let mut line = DeckLine {
        id: String::new(),
        title,
        group: None,
        has_cards: true,
        waits: Waits::default(),
        new: 0,
    };
    for deck in decks {
        line.waits += deck.waits;
        line.new += deck.new;
    }
    line
}

fn table(app: &App, rows: &[DeckLine], width: usize) -> Vec<String> {
    let title = |row: &DeckLine, room| {
        let indent = &row.title[..row.title.len() - row.title.trim_start().len()];
        app.screen.cut(
            &app.screen
                .plain_signs(&format!("{indent}{}", one_line(&row.title))),
            room,
        )
    };
    if width < NARROW {
        let two = |row: &DeckLine| [title(row, width), format!("  {}", numbers(row).join(", "))];
        return rows.iter().flat_map(two).collect();
    }
    let (words, widths) = match width < WIDE {
        true => (["Due", "Learn", "New"], [5, 6, 6]),
        false => (["Due", "Learning", "New"], [6, 10, 7]),
    };
    let cells = |texts: [String; 3]| {
        let cells = texts.iter().zip(widths);
        cells
            .map(|(text, width)| pad_left(text, width))
            .collect::<String>()
    };
    let head = app.screen.tone(Tone::Faint, &cells(words.map(str::to_owned)));
    let room = width.saturating_sub(widths.iter().sum::<usize>() + 2);
    let row = |row: &DeckLine| {
        let numbers = [row.waits.due, row.waits.learning, row.new].map(grouped);
        format!("{}  {}", cells(numbers), title(row, room))
    };
    std::iter::once(head).chain(rows.iter().map(row)).collect()
}

fn as_json(app: &App, standing: &Standing) -> serde_json::Value {
    let today = app.now().day;
    let decks: Vec<_> = standing
        .decks
        .iter()
        .map(|deck| {
            json!({
                "deck": deck.id, "title": deck.title, "group": deck.group,
                "due": deck.waits.due, "held_back": deck.waits.held_back, "learning": deck.waits.learning,
                "new": deck.new,
            })
        })
        .collect();
    let exams: Vec<_> = standing
        .exams
        .iter()
        .map(|exam| {
            json!({
                "exam": exam.exam.day.to_string(), "days_left": exam.days_left(today), "cards": exam.cards.len(),
                "suspended": exam.suspended,
                "known_now": (exam.known_now * 10_000.0).round() / 10_000.0, "know": f64::from(exam.exam.know) / 100.0,
                "new_per_day": exam.new_per_day, "new_today": exam.new_today,
                "new_later": exam_words::later_json(exam), "cram": exam.cram.len(),
            })
        })
        .collect();
    let forecast: Vec<_> = standing
        .forecast
        .iter()
        .enumerate()
        .map(|(index, cards)| json!({ "day": today.plus(index as i64).to_string(), "cards": cards }))
        .collect();
    json!({
        "day": today.to_string(), "due": standing.due, "held_back": standing.held_back.len(),
        "learning": standing.learning,
        "new_today": standing.new_today, "over_limit": standing.over_limit, "minutes": standing.minutes,
        "drafts": standing.drafts, "problems": standing.problems,
        "old": standing.old, "gone": standing.gone, "leeches": standing.leeches, "first_run": standing.is_first_run,
        "next": standing.next_command(), "decks": decks, "forecast": forecast, "exams": exams,
        "away_until": standing.away_until.map(|day| day.to_string()),
    })
}
