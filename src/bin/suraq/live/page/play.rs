//! What a phone shows, from its view; `page.js` makes the same of a view that comes later.

use suraq::live::wire::Mode;
use suraq::live::wire::Outcome;
use suraq::live::wire::Phase;
use suraq::live::wire::Reveal;
use suraq::live::wire::Round;
use suraq::live::wire::View;

use super::html::button;
use super::html::clock;
use super::html::escaped;
use super::html::filled;
use super::html::text;
use super::options;
use super::words::Words;

/// Returns what is between the bar and the end of the page.
pub fn content(view: &View, words: &Words) -> String {
    let round = view.round.as_ref();
    let mut content = match (view.phase, round, view.reveal.as_ref()) {
        (Phase::Open, Some(round), _) => open(round, words),
        (Phase::Closed, Some(round), _) => closed(view, round, words),
        (Phase::Reveal, Some(round), Some(reveal)) => revealed(round, reveal, words),
        (Phase::End, ..) => end(view, words),
        (Phase::Lobby, ..) => lobby(view, words),
        _ => calm(view.phase, words),
    };
    if let Some(round) = round.filter(|_| walks(view)) {
        content.push_str(&pace(round, words));
    }
    content.push_str(&who(view, words));
    content
}

/// Returns what the polite live region says.
pub fn status(view: &View, words: &'static Words) -> &'static str {
    match view.round.as_ref() {
        Some(round) if view.phase == Phase::Open && round.chosen.is_some() => match round.left {
            _ if !round.may_change => words.saved,
            Some(_) => words.saved_timed,
            None => words.saved_open,
        },
        _ => "",
    }
}

/// Returns the time left, where there is a limit and it runs.
pub fn time(view: &View, words: &Words) -> String {
    let left = view.round.as_ref().and_then(|round| round.left);
    left.filter(|_| view.phase == Phase::Open)
        .map_or(String::new(), |left| filled(words.left, &[&clock(left)]))
}

/// Returns after how many seconds a page without a script is asked for again. Never while a pupil reads and
/// nothing can change but by them; seldom while they think.
pub fn refresh(view: &View) -> Option<u32> {
    let round = view.round.as_ref();
    match view.phase {
        Phase::End | Phase::Elsewhere | Phase::Kicked | Phase::Banned => None,
        Phase::Open | Phase::Reveal if is_own_pace(view) => {
            round.and_then(|round| round.left).map(|left| left / 1000 + 1)
        }
        Phase::Open if round.is_some_and(|round| round.chosen.is_none()) => Some(10),
        _ => Some(4),
    }
}

fn is_own_pace(view: &View) -> bool {
    matches!(view.mode, Mode::OwnPace | Mode::Exam)
}

fn walks(view: &View) -> bool {
    is_own_pace(view) && matches!(view.phase, Phase::Open | Phase::Closed | Phase::Reveal)
}

fn heading(says: &str) -> String {
    format!("<h1 tabindex=\"-1\">{}</h1>", escaped(says))
}

fn paragraph(says: &str) -> String {
    format!("<p>{}</p>", escaped(says))
}

fn lobby(view: &View, words: &Words) -> String {
    let mut lobby = heading(words.lobby) + &text("p", "big", "", &view.name);
    lobby.push_str(&paragraph(words.lobby_text));
    lobby.push_str(&format!("<p>{}</p>", filled(words.players, &[&view.players])));
    if !view.rejoin.is_empty() {
        lobby.push_str(&format!(
            "<p>{} <strong>{}</strong></p>",
            escaped(words.own_code_hint),
            escaped(&view.rejoin)
        ));
    }
    lobby
}

/// A phase that has nothing to do but to wait, or a way back.
fn calm(phase: Phase, words: &Words) -> String {
    let (title, says, way) = match phase {
        Phase::Paused => (words.paused, words.paused_text, None),
        Phase::Waiting => (words.waiting, words.waiting_text, None),
        Phase::Elsewhere => (
            words.elsewhere,
            words.elsewhere_text,
            Some(("/play", words.use_here)),
        ),
        Phase::Kicked => (words.out, words.kicked_text, Some(("/", words.again))),
        Phase::Banned => (words.out, words.banned_text, None),
        _ => (words.next, words.next_text, None),
    };
    let way = way.map_or(String::new(), |(to, says)| {
        format!("<p><a class=\"button\" href=\"{to}\">{}</a></p>", escaped(says))
    });
    heading(title) + &paragraph(says) + &way
}

fn number(round: &Round, words: &Words) -> String {
    filled(words.question, &[&round.number, &round.of])
}

fn asked(round: &Round, words: &Words) -> String {
    format!(
        "<p class=\"number\">{}</p>{}",
        number(round, words),
        text("h2", "text", &round.lang, &round.text)
    )
}

fn open(round: &Round, words: &Words) -> String {
    let answer = if round.chosen.is_some() && !round.may_change {
        options::list(round, None, words)
    } else {
        options::form(round, words)
    };
    format!(
        "<h1 tabindex=\"-1\" class=\"ask\"><small>{}</small> {}</h1>{answer}",
        number(round, words),
        text("span", "text", &round.lang, &round.text)
    )
}

fn closed(view: &View, round: &Round, words: &Words) -> String {
    let mut closed = heading(words.closed);
    let kept = if round.chosen.is_some() {
        words.saved
    } else {
        words.unanswered
    };
    closed.push_str(&paragraph(kept));
    if view.mode != Mode::Poll {
        closed.push_str(&paragraph(words.closed_text));
    }
    closed + &asked(round, words) + &options::list(round, None, words)
}

fn revealed(round: &Round, reveal: &Reveal, words: &Words) -> String {
    let mut revealed = verdict(reveal, words);
    if let Some(points) = reveal.points {
        revealed.push_str(&format!(
            "<p class=\"points\">{}</p>",
            filled(words.points, &[&points])
        ));
    }
    revealed + &asked(round, words) + &options::list(round, Some(reveal), words) + &why(round, reveal, words)
}

fn verdict(reveal: &Reveal, words: &Words) -> String {
    let (class, mark, says) = match reveal.was_right {
        Some(true) => ("right", "✓", words.right),
        Some(false) => ("wrong", "✗", words.wrong),
        None if reveal.right.is_empty() => return heading(words.answers),
        None if reveal.was_before => return heading(words.before),
        None => return heading(words.nothing),
    };
    format!(
        "<h1 tabindex=\"-1\" class=\"{class}\"><span aria-hidden=\"true\">{mark} </span>{}</h1>",
        escaped(says)
    )
}

/// The explanation and the source of what is right.
pub fn why(round: &Round, reveal: &Reveal, words: &Words) -> String {
    let mut why = String::new();
    if let Some(explanation) = &reveal.explanation {
        why.push_str(&format!("<h2>{}</h2>", escaped(words.why)));
        why.push_str(&text("p", "text", &round.lang, explanation));
    }
    if let Some(source) = &reveal.source {
        why.push_str(&format!(
            "<p class=\"source\">{}: {}</p>",
            escaped(words.source),
            text("span", "text", "", source)
        ));
    }
    why
}

/// Back, next, and the way to the end, which asks before it is gone.
fn pace(round: &Round, words: &Words) -> String {
    let mut pace = "<nav class=\"pace\">".to_owned();
    if round.number > 1 {
        pace.push_str(&button("/go", "", Some(("to", round.number - 1)), words.back));
    }
    if round.number < round.of {
        pace.push_str(&button(
            "/go",
            "main",
            Some(("to", round.number + 1)),
            words.forward,
        ));
    }
    pace.push_str(&format!(
        "</nav><details><summary>{}</summary>",
        escaped(words.finish)
    ));
    match round.open.as_deref() {
        Some([]) => pace.push_str(&paragraph(words.all_answered)),
        Some(open) => pace.push_str(&to_open(open, words)),
        None => {}
    }
    pace.push_str(&paragraph(words.final_text));
    pace + &button("/finish", "", None, words.hand_in) + "</details>"
}

fn to_open(open: &[usize], words: &Words) -> String {
    let ways: String = open
        .iter()
        .map(|number| button("/go", "", Some(("to", *number)), &number.to_string()))
        .collect();
    format!(
        "<div class=\"open\"><p>{}</p>{ways}</div>",
        escaped(words.open_ones)
    )
}

fn end(view: &View, words: &Words) -> String {
    let Some(result) = &view.result else {
        return heading(words.end) + &paragraph(words.thanks);
    };
    let mut end = heading(words.end);
    if let Some(right) = result.right {
        end.push_str(&format!(
            "<p class=\"big\">{}</p>",
            filled(words.score, &[&right, &result.of])
        ));
    }
    if let Some(left_out) = result.left_out {
        end.push_str(&format!("<p>{}</p>", filled(words.left_out, &[&left_out])));
    }
    if let Some(points) = result.points {
        end.push_str(&format!("<p>{}</p>", filled(words.points, &[&points])));
    }
    if let Some(place) = result.place {
        end.push_str(&format!("<p>{}</p>", filled(words.place, &[&place])));
    }
    end + &best(result, words) + &missed(result, words)
}

/// The best, who share a number where they share the points.
pub fn best(result: &Outcome, words: &Words) -> String {
    let best = &result.best;
    if best.is_empty() {
        return String::new();
    }
    let place = |points: u32| best.iter().take_while(|(_, more)| *more > points).count() + 1;
    let lines: String = best
        .iter()
        .map(|(name, points)| {
            let name = text("span", "text", "", name);
            format!("<li value=\"{}\">{name} <b>{points}</b></li>", place(*points))
        })
        .collect();
    let more = match result.more_best {
        0 => String::new(),
        more => format!("<p>+{more}</p>"),
    };
    format!(
        "<h2>{}</h2><ol class=\"best\">{lines}</ol>{more}",
        escaped(words.best)
    )
}

fn missed(result: &Outcome, words: &Words) -> String {
    if result.missed.is_empty() {
        let says = if result.right.is_some() && result.of > 0 {
            words.none_missed
        } else {
            words.thanks
        };
        return paragraph(says);
    }
    let lines: String = result
        .missed
        .iter()
        .map(|missed| {
            let why = missed.explanation.as_ref();
            format!(
                "<li>{}<p>✓ {}</p>{}</li>",
                text("p", "text", &missed.lang, &missed.text),
                text("strong", "text", &missed.lang, &missed.right),
                why.map_or(String::new(), |why| text("p", "text", &missed.lang, why))
            )
        })
        .collect();
    format!(
        "<h2>{}</h2><ol class=\"missed\">{lines}</ol><h2>{}</h2><p>{}</p>\
         <p><a class=\"button\" href=\"/misses\" download>{}</a> <a class=\"button\" href=\"/misses?as=anki\" download>{}</a></p>",
        escaped(words.missed),
        escaped(words.take),
        escaped(words.take_text),
        escaped(words.for_suraq),
        escaped(words.for_anki)
    )
}

/// Whose page this is, and what brings them back.
fn who(view: &View, words: &Words) -> String {
    if view.name.is_empty() || matches!(view.phase, Phase::Lobby | Phase::Kicked | Phase::Banned) {
        return String::new();
    }
    let code = match view.rejoin.as_str() {
        "" => String::new(),
        code => format!(
            " <span>{}: <b>{}</b></span>",
            escaped(words.own_code),
            escaped(code)
        ),
    };
    format!(
        "<p class=\"who\">{}{code}</p>",
        text("span", "text", "", &view.name)
    )
}
