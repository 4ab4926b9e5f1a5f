//! What the projector shows, from its view: what every phone may see, and no more.

use suraq::live::wire::Mode;
use suraq::live::wire::Phase;
use suraq::live::wire::Reveal;
use suraq::live::wire::Round;
use suraq::live::wire::View;

use super::html::bar;
use super::html::escaped;
use super::html::filled;
use super::html::text;
use super::play;
use super::words::Words;

/// Returns what stands beside the way to join.
pub fn content(view: &View, words: &Words) -> String {
    let pace = matches!(view.mode, Mode::OwnPace | Mode::Exam);
    match (view.phase, view.round.as_ref()) {
        (Phase::Lobby, _) => lobby(view, words),
        (Phase::End, _) => end(view, words),
        (Phase::Paused, _) => heading(words.paused),
        (_, Some(round)) if !round.text.is_empty() => asked(view, round, words),
        (_, round) if pace => heading(words.own_pace) + &answered(view, round, words),
        _ => heading(words.next),
    }
}

fn heading(says: &str) -> String {
    format!("<h1 tabindex=\"-1\">{}</h1>", escaped(says))
}

fn lobby(view: &View, words: &Words) -> String {
    let names: String = view
        .names
        .iter()
        .map(|name| text("li", "text", "", name))
        .collect();
    format!(
        "<h1 tabindex=\"-1\">{}</h1><ul class=\"names\" role=\"list\">{names}</ul>",
        filled(words.players, &[&view.players])
    )
}

fn end(view: &View, words: &Words) -> String {
    let best = view
        .result
        .as_ref()
        .map_or(String::new(), |result| play::best(&result.best, words));
    format!("{}<p>{}</p>{best}", heading(words.end), escaped(words.thanks))
}

fn answered(view: &View, round: Option<&Round>, words: &Words) -> String {
    match round.and_then(|round| round.answered) {
        Some(count) => format!(
            "<p class=\"answered\">{}</p>",
            filled(words.answered, &[&count, &view.players])
        ),
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
        None => asked.push_str(&answered(view, Some(round), words)),
    }
    if view.phase == Phase::Closed {
        asked.push_str(&format!("<p>{}</p>", escaped(words.closed)));
    }
    asked
}

/// The options without letters: every phone has an order of its own.
fn options(round: &Round, reveal: Option<&Reveal>, words: &Words) -> String {
    let whole: usize = reveal.map_or(0, |reveal| reveal.chosen.iter().sum());
    let lines: String = round
        .options
        .iter()
        .enumerate()
        .map(|(index, option)| {
            let is_right = reveal.is_some_and(|reveal| reveal.right.contains(&option.id));
            let (class, note) = if is_right {
                (
                    " right",
                    format!(
                        "<em><span aria-hidden=\"true\">✓ </span>{}</em>",
                        escaped(words.right_answer)
                    ),
                )
            } else {
                ("", String::new())
            };
            let count = reveal
                .and_then(|reveal| reveal.chosen.get(index))
                .map_or(String::new(), |count| {
                    format!("<span class=\"count\">{count}</span>{}", bar(*count, whole))
                });
            format!(
                "<li class=\"option{class}\">{}{note}{count}</li>",
                text("span", "text", &round.lang, &option.text)
            )
        })
        .collect();
    format!("<ul class=\"options\" role=\"list\">{lines}</ul>")
}

/// How much there is to read, for the size of the letters: `l`, `m` or `s`.
pub fn size(view: &View) -> &'static str {
    let Some(round) = view.round.as_ref() else {
        return "l";
    };
    let reveal = view.reveal.as_ref();
    let more = reveal
        .and_then(|reveal| reveal.explanation.as_ref())
        .map_or(0, |text| text.chars().count());
    let options: usize = round
        .options
        .iter()
        .map(|option| option.text.chars().count() + 20)
        .sum();
    match round.text.chars().count() + options + more {
        0..=280 => "l",
        281..=600 => "m",
        _ => "s",
    }
}
