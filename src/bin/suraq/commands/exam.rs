//! `exam`: what to do each day so that enough is known on a day, and what that does to the time after.

use std::collections::BTreeSet;

use clap::Args;
use serde_json::Value;
use serde_json::json;
use suraq::decks::query::Is;
use suraq::decks::query::Property;
use suraq::decks::query::Term;
use suraq::progress::KeptExam;
use suraq::schedule::Exam as Aim;
use suraq::schedule::ExamPlan;
use suraq::schedule::StudyDay;
use suraq::schedule::plan_exam;
use suraq::session::Mode;

use super::Group;
use super::Verb;
use super::home;
use crate::app::App;
use crate::cards::choice;
use crate::cards::deeds;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::screen::one_line;
use crate::screen::wrap_indented;
use crate::sitting;
use crate::study::dates;
use crate::study::days;
use crate::study::draw;
use crate::study::exam_words;
use crate::study::exam_words::how_it_stands;
use crate::study::exam_words::in_days;
use crate::study::exam_words::plan_lines;
use crate::study::exams;
use crate::study::field;
use crate::study::field::Field;
use crate::study::past_exams;
use crate::study::past_exams::PastExam;

/// Days ahead that an exam may lie: every day until then is gone through, and more of them nobody waits for.
const AHEAD: i64 = 2 * 366;

/// Which exam, and what to do with it.
#[derive(Args, Debug)]
pub struct ExamCommand {
    /// Its day, such as 2027-03-14, 14.03.2027, 14 March or +30, and which cards; or list, cram, drop
    #[arg(value_name = "DATE QUERY | list | cram [WHICH] | drop [WHICH]")]
    query: Vec<String>,
    /// Cards that cram goes over [without it: as many as are missing]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=9999))]
    number: Option<u32>,
    /// Minutes after which cram shows no further card
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1440))]
    minutes: Option<u32>,
    /// Per cent of the cards to be known on the day
    #[arg(long, value_name = "N", default_value_t = 90, value_parser = clap::value_parser!(u8).range(50..=99))]
    know: u8,
    /// Take the plan without being asked
    #[arg(short, long)]
    yes: bool,
    /// Only show the plan
    #[arg(long)]
    dry_run: bool,
}

impl Verb for ExamCommand {
    const NAME: &'static str = "exam";
    const GROUP: Group = Group::Daily;
    const ABOUT: &'static str = "Know enough on a day: what to do each day until then";
    const EXAMPLE: &'static str = "suraq exam +30 deck:kz-soviet\n\
        suraq exam +30 tag:elections --know 95 --dry-run\nsuraq exam list\nsuraq exam cram\n\
        suraq exam cram -n 30 --minutes 15\nsuraq exam drop 1";

    fn more() -> String {
        "The plan and what it does to the time after are shown before it is taken. Cards are studied with review,\n\
         as always; those of the exam come first. On the day before, exam cram goes over what would be known\n\
         least, and the schedule does not see it; again, and it goes on with the next. Where there are several\n\
         exams, it is for the nearest one; another is named by its number in exam list, or its day.\n\n\
         Exams that are over stay in exam list for a year, with what was known on the day; exam drop takes one off\n\
         the list as well, by its number or its day.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        let word = self.query.first().map(String::as_str);
        if word != Some("cram") && (self.number.is_some() || self.minutes.is_some()) {
            return Err(Failure::usage("-n and --minutes belong to cram")
                .hint("say how many cards to go over: {suraq}exam cram -n 30"));
        }
        match self.query.split_first() {
            None => list(app),
            Some((word, [])) if word == "list" => list(app),
            Some((word, [more, ..])) if word == "list" => {
                Err(Failure::usage(format!("`{more}` is one word too many")).hint("{suraq}exam list"))
            }
            Some((word, rest)) if word == "cram" => self.cram(app, rest),
            Some((word, rest)) if word == "drop" => drop_one(app, rest, self.dry_run),
            Some(_) => self.plan(app, &self.query),
        }
    }
}

impl ExamCommand {
    fn plan(&self, app: &mut App, words: &[String]) -> Outcome {
        let today = app.now().day;
        let (day, count) = app.writer().first(words).ok_or_else(|| no_date(words))?;
        let (date, query) = (words[..count].join(" "), &words[count..]);
        if day <= today {
            let failure = Failure::usage(format!("{day} is not to come"));
            return Err(failure.hint("the exam must lie after today: {suraq}exam +30 deck:NAME"));
        }
        if day.days_since(today) > AHEAD {
            let failure = Failure::usage(format!("{day} is more than two years ahead"));
            return Err(failure.hint(
                "an exam is planned day by day; plan it later, or a nearer day: {suraq}exam +30 deck:NAME",
            ));
        }
        if query.is_empty() {
            return Err(Failure::usage("no card is named").hint(format!(
                "say which cards: {{suraq}}exam {date} deck:NAME; see {{suraq}}help find"
            )));
        }
        let query = choice::query(app, query)?;
        if query.asks(&changes_by_the_day) {
            return Err(
                Failure::usage("the cards of an exam must not be others on another day").hint(
                    "name decks, tags or words, not what is due, new or rated: {suraq}exam +30 deck:NAME",
                ),
            );
        }
        let planned = app.store()?.exams()?;
        let is_planned = |exam: &KeptExam| (exam.day, exam.query.as_str()) == (day, query.text());
        if !self.dry_run && planned.iter().any(is_planned) {
            return Err(Failure::usage(format!(
                "an exam on {} with these cards is planned already",
                days::short(day, today)
            ))
            .hint("see {suraq}exam list; to plan it anew drop it first: {suraq}exam drop"));
        }
        let meant: BTreeSet<String> = field::studied(app, &query)?.into_iter().collect();
        let field = Field::read(app, &meant)?;
        let cards = field.cards.iter().filter(|card| card.is_meant).count();
        let suspended = meant.len().saturating_sub(cards);
        if cards == 0 {
            return Err(draw::none_fits(app, &query));
        }
        let aim = Aim {
            day,
            know: f64::from(self.know) / 100.0,
        };
        let plan = plan_exam(
            &field.cards,
            &field.schedulers,
            &field.pace,
            aim,
            app.now(),
            app.lasting_seed(),
        );
        if !app.json {
            let usual = field.pace.limits.new;
            for line in plan_lines(app, &plan, cards, aim, usual) {
                app.screen.line(&line);
            }
            tell_of_suspended(app, suspended);
        }
        let is_taken = !self.dry_run && app.agrees(self.yes, "Take this plan?");
        if is_taken {
            deeds::keep_exam(app, day, query.text(), self.know)?;
        }
        let mut json = plan_json(&plan, &field, aim, cards, query.text());
        json["taken"] = json!(is_taken);
        json["suspended"] = json!(suspended);
        let said = match is_taken {
            true => format!(
                "The exam on {} is planned. {}",
                days::short(day, today),
                app.undo_hint()
            ),
            false => "Nothing was changed.".to_owned(),
        };
        app.answer(&json, &said);
        Ok(Done::Well)
    }

    /// Goes over what would be known least at the nearest exam, or the one that is named.
    fn cram(&self, app: &mut App, which: &[String]) -> Outcome {
        let today = app.now().day;
        let mut standings = exams::to_come(app)?;
        let mut exams: Vec<KeptExam> = standings.iter().map(|standing| standing.exam.clone()).collect();
        exams.extend(past_exams::listed(app)?);
        let place = match (which, standings.len()) {
            (_, 0) => {
                return Err(Failure::usage("no exam is planned")
                    .hint("plan one: {suraq}exam +30 deck:NAME; without one: {suraq}cram deck:NAME"));
            }
            ([], _) => 0,
            (words, _) => named(app, &exams, &words.join(" ")).map_err(|failure| {
                failure.hint(
                    "see their numbers with {suraq}exam list; -n says how many cards, --minutes how long: \
                     {suraq}exam cram -n 30 --minutes 15",
                )
            })?,
        };
        if let Some(over) = exams.get(place).filter(|exam| exam.day < today) {
            let day = days::short(over.day, today);
            return Err(Failure::usage(format!("the exam of {day} is over"))
                .hint("see those to come with {suraq}exam list; without one: {suraq}cram deck:NAME"));
        }
        let standing = standings.swap_remove(place);
        let cards = standing
            .to_go_over(self.number.map(|number| number as usize))
            .to_vec();
        let when = days::when(standing.exam.day, today);
        if cards.is_empty() {
            let why = exam_words::no_cards(&standing, app.prefix());
            return Err(Failure::usage(format!(
                "the exam over {} has no card to go over: {why}",
                one_line(&standing.exam.query)
            )));
        }
        sitting::check_access(app)?;
        let options = sitting::options(app, Mode::Cram, self.minutes)?;
        let notice = match standing.cram.is_empty() {
            true => format!(
                "at least {} % will be known {when} as it is; these are the {} known least, and the schedule stays",
                standing.exam.know,
                count(cards.len(), "card", "cards")
            ),
            false => format!(
                "{} for the exam {when}, as you know them today, the least known first; the schedule stays",
                count(cards.len(), "card", "cards")
            ),
        };
        sitting::run(app, cards, options, &notice)?;
        home::again(app)?;
        Ok(Done::Well)
    }
}

/// Says that an exam would have more cards, and how they come back.
fn tell_of_suspended(app: &App, suspended: usize) {
    if suspended > 0 {
        let more = count(suspended, "more card is", "more cards are");
        app.screen.text(&format!(
            "{more} suspended and left out. See: {prefix}find is:suspended    Take one up again: {prefix}resume ID",
            prefix = app.prefix()
        ));
    }
}

/// Whether a part of a query means other cards as soon as one is studied.
fn changes_by_the_day(term: &Term) -> bool {
    match term {
        Term::Is(is) => matches!(is, Is::Due | Is::New | Is::Learn | Is::Review | Is::Buried),
        Term::Property(property, _, _) => *property != Property::Importance,
        Term::Added(_) | Term::Edited(_) | Term::Introduced(_) | Term::Rated(_, _) => true,
        _ => false,
    }
}

fn no_date(words: &[String]) -> Failure {
    if let Some(said) = dates::beyond_month(words) {
        return Failure::usage(said).hint("{suraq}exam +30 deck:NAME");
    }
    let text = &words[0];
    Failure::usage(format!("`{text}` is no date, and neither list, cram nor drop"))
        .hint("write 2027-03-14, 14.03.2027, 14 March, or +30 for in 30 days: {suraq}exam +30 deck:NAME")
}

fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}

fn plan_json(plan: &ExamPlan, field: &Field, aim: Aim, cards: usize, query: &str) -> Value {
    let today_on = |index: usize| aim.day.plus(index as i64 - plan.days.len() as i64).to_string();
    let days: Vec<Value> = plan
        .days
        .iter()
        .enumerate()
        .map(|(index, day)| {
            json!({ "day": today_on(index), "new": day.new, "reviews": day.reviews, "of_exam": day.meant, "left": day.left })
        })
        .collect();
    let cram: Vec<&String> = plan.cram.iter().map(|index| &field.ids[*index]).collect();
    json!({
        "exam": aim.day.to_string(), "query": query, "cards": cards, "know": aim.know,
        "known_now": rounded(plan.known_now), "known_as_it_goes": rounded(plan.known_as_it_goes),
        "known": rounded(plan.known), "known_after_cram": rounded(plan.known_after_cram),
        "new_per_day": plan.new_per_day, "cram": cram, "days": days,
        "reviews_a_day_after": { "without": rounded(plan.reviews_after.0), "with": rounded(plan.reviews_after.1) },
    })
}

/// Lists the exams to come, each with its forecast, then those that are over.
fn list(app: &mut App) -> Outcome {
    let standings = exams::to_come(app)?;
    if standings.is_empty() && !app.json {
        app.screen.text(&format!(
            "No exam is planned. Plan one: {}exam +30 deck:NAME",
            app.prefix()
        ));
    }
    for (place, standing) in standings.iter().enumerate() {
        let forecast = exams::plan(app, standing, None)?;
        let (exam, today) = (&standing.exam, app.now().day);
        let json = json!({
            "number": place + 1, "exam": exam.day.to_string(), "query": exam.query, "know": f64::from(exam.know) / 100.0,
            "days_left": standing.days_left(today), "cards": standing.cards.len(), "suspended": standing.suspended, "new": standing.new.len(),
            "new_per_day": standing.new_per_day, "new_today": standing.new_today,
            "new_later": exam_words::later_json(standing), "known_now": rounded(standing.known_now),
            "known": forecast.as_ref().map(|plan| rounded(plan.known)),
            "known_after_cram": forecast.as_ref().map(|plan| rounded(plan.known_after_cram)),
            "cram_now": standing.cram,
        });
        if app.json {
            app.screen.line(&json.to_string());
            continue;
        }
        let head = format!(
            "{}. {}, {}: know {} % of {} ({})",
            place + 1,
            days::short(exam.day, today),
            in_days(standing.days_left(today)),
            exam.know,
            count(standing.cards.len(), "card", "cards"),
            one_line(&exam.query)
        );
        let how = how_it_stands(standing, forecast.as_ref(), today, app.prefix());
        let width = app.screen.text_width();
        let mut lines = wrap_indented(&head, width, "", "   ");
        lines.extend(wrap_indented(&how, width, "   ", "   "));
        for line in lines {
            app.screen.line(&app.screen.plain_signs(&line));
        }
    }
    list_over(app, standings.len())?;
    Ok(Done::Well)
}

/// Lists the exams that are over, each with what was known on its day. Their numbers go on after those `to_come`.
fn list_over(app: &mut App, to_come: usize) -> Result<(), Failure> {
    let today = app.now().day;
    for (place, past) in past_exams::lately_over(app)?.into_iter().enumerate() {
        let number = to_come + place + 1;
        if app.json {
            app.screen.line(&past_json(&past, number).to_string());
            continue;
        }
        let said = match past.cards {
            0 => "none of its cards is here any more".to_owned(),
            _ => past_exams::came_to(&past),
        };
        let line = format!(
            "{number}. Over, {}: {said} ({})",
            days::short(past.exam.day, today),
            one_line(&past.exam.query)
        );
        for line in wrap_indented(&line, app.screen.text_width(), "", "   ") {
            app.screen.line(&app.screen.plain_signs(&line));
        }
    }
    Ok(())
}

fn past_json(past: &PastExam, number: usize) -> Value {
    json!({
        "number": number, "over": true, "exam": past.exam.day.to_string(), "query": past.exam.query, "cards": past.cards,
        "know": f64::from(past.exam.know) / 100.0, "known_on_the_day": rounded(past.known),
    })
}

/// Drops an exam, by its number in the list or its day; the only one to come needs neither.
fn drop_one(app: &mut App, which: &[String], dry_run: bool) -> Outcome {
    let today = app.now().day;
    let mut exams = app.store()?.exams()?;
    exams.retain(|exam| exam.day >= today);
    let to_come = exams.len();
    exams.extend(past_exams::listed(app)?);
    let place = match (which, to_come) {
        _ if exams.is_empty() => {
            return Err(Failure::usage("no exam is planned").hint("see {suraq}help exam"));
        }
        ([], 1) => 0,
        ([], _) => {
            let why = match to_come {
                0 => "no exam is to come",
                _ => "there are several exams",
            };
            return Err(Failure::usage(why).hint(
                "name one by its number in {suraq}exam list, also one that is over: {suraq}exam drop 1",
            ));
        }
        (words, _) => named(app, &exams, &words.join(" "))
            .map_err(|failure| failure.hint("see their numbers with {suraq}exam list"))?,
    };
    let exam = exams.swap_remove(place);
    let is_over = exam.day < today;
    let json =
        json!({ "dropped": exam.day.to_string(), "query": exam.query, "over": is_over, "dry_run": dry_run });
    let day = days::short(exam.day, today);
    let cards = one_line(&exam.query);
    let said = match (is_over, dry_run) {
        (false, true) => format!("The exam on {day} ({cards}) would be dropped. Nothing was changed."),
        (true, true) => {
            format!("The exam of {day} ({cards}) would be taken off the list. Nothing was changed.")
        }
        (false, false) => format!("The exam on {day} ({cards}) is dropped; what was learned stays. "),
        (true, false) => format!("The exam of {day} ({cards}) is off the list; what was learned stays. "),
    };
    if dry_run {
        app.answer(&json, &said);
        return Ok(Done::Well);
    }
    deeds::drop_exam(app, &exam)?;
    app.answer(&json, &format!("{said}{}", app.undo_hint()));
    Ok(Done::Well)
}

/// Finds the place of an exam by its number in the list, or its day.
fn named(app: &App, exams: &[KeptExam], word: &str) -> Result<usize, Failure> {
    // `+3` is a day, as where an exam is planned.
    let is_number = word.bytes().all(|letter| letter.is_ascii_digit());
    let by_number = word
        .parse::<usize>()
        .ok()
        .filter(|_| is_number)
        .and_then(|number| number.checked_sub(1));
    let place = match by_number {
        Some(place) => (place < exams.len()).then_some(place),
        None => {
            let day = app.writer().read(word);
            let today = app.now().day;
            let is_meant =
                |exam: &KeptExam| Some(exam.day) == day || is_last_such_day(word, exam.day, day, today);
            let mut of_day = (0..exams.len()).filter(|place| is_meant(&exams[*place]));
            let first = of_day.next();
            if of_day.next().is_some() {
                return Err(Failure::usage(format!("there are several exams on `{word}`")));
            }
            first
        }
    };
    place.ok_or_else(|| Failure::usage(format!("there is no exam `{word}`")))
}

/// Whether a day without its year, such as 10 Dec, which is read as the next one, may be `past` as well.
fn is_last_such_day(word: &str, past: StudyDay, next: Option<StudyDay>, today: StudyDay) -> bool {
    let names_year = word
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|number| number.len() > 2);
    let has_digit = word.contains(|letter: char| letter.is_ascii_digit());
    let alike =
        |next: StudyDay| (next.date().month(), next.date().day()) == (past.date().month(), past.date().day());
    past < today && has_digit && !names_year && !word.starts_with('+') && next.is_some_and(alike)
}
