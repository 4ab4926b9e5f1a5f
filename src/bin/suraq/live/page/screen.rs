//! What the projector shows, from its view: what every phone may see, and no more.

use suraq::live::wire::Mode;
use suraq::live::wire::Phase;
use suraq::live::wire::Reveal;
use suraq::live::wire::Round;
use suraq::live::wire::Share;
use suraq::live::wire::Shown;
use suraq::live::wire::View;
use suraq::live::wire::Whole;

use super::html::bar;
use super::html::escaped;
use super::html::filled;
use super::html::text;
use super::options::count;
use super::options::note;
use super::options::sign;
use super::play;
use super::words::Words;

/// Returns what stands beside the way to join.
pub fn content(view: &View, words: &Words) -> String {
    let locked = match view.is_locked {
        true => format!("<p class=\"locked\">{}</p>", escaped(words.locked_now)),
        false => String::new(),
    };
    stage(view, words) + &locked
}

fn stage(view: &View, words: &Words) -> String {
    let pace = matches!(view.mode, Mode::OwnPace | Mode::Exam);
    match (view.phase, view.round.as_ref()) {
        (Phase::Lobby, _) => lobby(view, words),
        (Phase::End, _) => end(view, words),
        (Phase::Paused, _) => heading(words.paused),
        (_, Some(round)) if !round.text.is_empty() => asked(view, round, words),
        (_, round) if pace => heading(words.own_pace) + &answered(view, round, words.handed_in, words),
        _ => heading(words.next),
    }
}

fn heading(says: &str) -> String {
    format!("<h1 tabindex=\"-1\">{}</h1>", escaped(says))
}

/// Characters of names that the projector has room for; nobody scrolls it. Tried with 60 names of 23 letters on
/// 1280 by 720.
const ROOM: usize = 1_150;

/// The newest names, as many as there is room for.
fn named(view: &View) -> Vec<&String> {
    let mut room = ROOM;
    let fits = |name: &&String| -> bool {
        let needed = name_length(name);
        let fits = needed <= room;
        room = room.saturating_sub(needed);
        fits
    };
    view.names.iter().rev().take_while(fits).collect()
}

/// A name takes the room of some characters more than it has.
fn name_length(name: &str) -> usize {
    name.chars().count() + 6
}

/// The newest names stand first: who has just joined looks for theirs.
fn lobby(view: &View, words: &Words) -> String {
    let shown = named(view);
    let more = view.names.len() - shown.len();
    let names = shown.into_iter().map(|name| text("li", "text", "", name));
    let mut names: String = names.collect();
    if more > 0 {
        names.push_str(&format!("<li>+{more}</li>"));
    }
    let title = match view.title.as_str() {
        "" => String::new(),
        title => text("p", "title", "", title),
    };
    format!(
        "{title}<h1 tabindex=\"-1\">{}</h1><ul class=\"names\" role=\"list\">{names}</ul>",
        filled(words.players, &[&view.players])
    )
}

fn end(view: &View, words: &Words) -> String {
    let best = view
        .result
        .as_ref()
        .map_or(String::new(), |result| play::best(result, words));
    let Some(whole) = &view.whole else {
        return format!(
            "{}<p>{}</p>",
            heading(words.end),
            filled(words.players, &[&view.players])
        );
    };
    format!(
        "{}<p class=\"big\">{}</p><p>{}</p>{best}{}",
        heading(words.end),
        filled(words.score, &[&whole.right, &whole.of]),
        escaped(words.on_phones),
        went(whole, words)
    )
}

/// How many had each question right, or the hardest ones.
fn went(whole: &Whole, words: &Words) -> String {
    let title = match whole.questions.len() == whole.all {
        true => escaped(words.went),
        false => filled(words.hardest, &[&whole.questions.len(), &whole.all]),
    };
    let line = |share: &Share| {
        format!(
            "<li><b>{}</b>{}<span class=\"count\">{}\u{a0}/\u{a0}{}</span>{}</li>",
            share.number,
            text("span", "text", &share.lang, &share.text),
            share.right,
            share.asked,
            bar(share.right, share.asked)
        )
    };
    let lines: String = whole.questions.iter().map(line).collect();
    format!("<h2>{title}</h2><ul class=\"went\" role=\"list\">{lines}</ul>")
}

/// How many have answered `says`, or how many are here where that is not told.
fn answered(view: &View, round: Option<&Round>, says: &str, words: &Words) -> String {
    let asked = round.and_then(|round| round.asked).unwrap_or(view.players);
    match round.and_then(|round| round.answered) {
        Some(count) => format!("<p class=\"answered\">{}</p>", filled(says, &[&count, &asked])),
        None => format!(
            "<p class=\"answered\">{}</p>",
            filled(words.players, &[&view.players])
        ),
    }
}

fn asked(view: &View, round: &Round, words: &Words) -> String {
    let reveal = view.reveal.as_ref().filter(|_| view.phase == Phase::Reveal);
    let mut asked = format!(
        "<p class=\"number\">{}</p><h1 tabindex=\"-1\" class=\"text\"{} dir=\"auto\">{}</h1>",
        filled(words.question, &[&round.number, &round.of]),
        match round.lang.as_str() {
            "" => String::new(),
            lang => format!(" lang=\"{}\"", escaped(lang)),
        },
        escaped(&round.text)
    );
    asked.push_str(&options(round, reveal, words));
    match reveal {
        Some(reveal) => asked.push_str(&play::why(round, reveal, words)),
        None => asked.push_str(&answered(view, Some(round), words.answered, words)),
    }
    if view.phase == Phase::Closed {
        asked.push_str(&format!("<p>{}</p>", escaped(words.closed)));
    }
    asked
}

/// The options with the signs that they have on the phones.
fn options(round: &Round, reveal: Option<&Reveal>, words: &Words) -> String {
    let line = |(index, option): (usize, &Shown)| {
        let right = reveal.is_some_and(|reveal| reveal.right.contains(&option.id));
        format!(
            "<li class=\"option{}\">{}{}{}{}</li>",
            if right { " right" } else { "" },
            sign(index, round),
            text("span", "text", &round.lang, &option.text),
            if right {
                note("✓", words.right)
            } else {
                String::new()
            },
            count(reveal, index)
        )
    };
    let lines: String = round.options.iter().enumerate().map(line).collect();
    format!("<ul class=\"options\" role=\"list\">{lines}</ul>")
}

/// How much there is to read, for the size of the letters: `l`, `m`, `s` or `xs`.
pub fn size(view: &View) -> &'static str {
    match length(view) {
        0..=330 => "l",
        331..=560 => "m",
        561..=900 => "s",
        _ => "xs",
    }
}

/// Characters on the screen; an option, the bar of those who chose it, a name and the title of an explanation take
/// the room of some more.
fn length(view: &View) -> usize {
    let letters = |text: &str| text.chars().count();
    let names: usize = named(view).into_iter().map(|name| name_length(name)).sum();
    let Some(round) = view.round.as_ref() else {
        let whole = view.whole.iter().flat_map(|whole| &whole.questions);
        return names + whole.map(|share| letters(&share.text) + 20).sum::<usize>();
    };
    let beside = if view.reveal.is_some() { 30 } else { 20 };
    let options = round.options.iter();
    let options: usize = options.map(|option| letters(&option.text) + beside).sum();
    let why: usize = view.reveal.as_ref().map_or(0, |reveal| {
        let texts = [&reveal.explanation, &reveal.source];
        texts.into_iter().flatten().map(|text| letters(text)).sum()
    });
    let title = if why > 0 { 40 } else { 0 };
    letters(&round.text) + options + why + title
}
