//! The pages of every phase: whole, escaped, light, in three languages.

use suraq::live::wire::Missed;
use suraq::live::wire::Mode;
use suraq::live::wire::Outcome;
use suraq::live::wire::Phase;
use suraq::live::wire::Reveal;
use suraq::live::wire::Round;
use suraq::live::wire::Share;
use suraq::live::wire::Shown;
use suraq::live::wire::View;
use suraq::live::wire::Whole;

use super::words::LANGUAGES;
use super::*;

const PHASES: [Phase; 11] = [
    Phase::Lobby,
    Phase::Next,
    Phase::Open,
    Phase::Paused,
    Phase::Closed,
    Phase::Reveal,
    Phase::Waiting,
    Phase::End,
    Phase::Elsewhere,
    Phase::Kicked,
    Phase::Banned,
];

/// A view of a phase with all that the host sends with it.
fn view(phase: Phase) -> View {
    let round = Round {
        question: "q7".to_owned(),
        number: 3,
        of: 10,
        text: "Which city is the capital of Kazakhstan?".to_owned(),
        lang: "en".to_owned(),
        options: [("a1", "Astana"), ("b2", "Almaty"), ("c3", "Oral")]
            .map(|(id, text)| Shown {
                id: id.to_owned(),
                text: text.to_owned(),
            })
            .to_vec(),
        is_lettered: true,
        may_change: true,
        left: Some(17_400),
        ..Round::default()
    };
    let asks = matches!(phase, Phase::Open | Phase::Paused | Phase::Closed | Phase::Reveal);
    View {
        phase,
        lang: "en".to_owned(),
        name: "Dana (2)".to_owned(),
        rejoin: "K7Q2".to_owned(),
        players: 27,
        round: asks.then_some(round),
        reveal: (phase == Phase::Reveal).then(reveal),
        result: (phase == Phase::End).then(outcome),
        ..View::default()
    }
}

fn reveal() -> Reveal {
    Reveal {
        right: vec!["a1".to_owned()],
        was_right: Some(true),
        explanation: Some("It has been so since 1997.".to_owned()),
        source: Some("A short history".to_owned()),
        ..Reveal::default()
    }
}

fn outcome() -> Outcome {
    Outcome {
        right: Some(7),
        of: 10,
        missed: vec![Missed {
            text: "Who was the first khan?".to_owned(),
            right: "Kerei".to_owned(),
            explanation: Some("With Janibek.".to_owned()),
            lang: "en".to_owned(),
        }],
        ..Outcome::default()
    }
}

fn answered(phase: Phase, option: &str) -> View {
    let mut view = view(phase);
    view.round.as_mut().unwrap().chosen = Some(option.to_owned());
    view
}

/// Every tag that is opened is closed, in order.
fn check_tags(page: &str) {
    const VOID: [&str; 4] = ["meta", "link", "input", "!DOCTYPE"];
    let mut open: Vec<String> = Vec::new();
    for piece in page.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').expect("each tag ends");
        let name = tag.split([' ', '\n']).next().unwrap_or("");
        if let Some(closed) = name.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(closed), "{page}");
        } else if !VOID.contains(&name) && !tag.ends_with('/') {
            open.push(name.to_owned());
        }
    }
    assert_eq!(open, Vec::<String>::new());
}

#[test]
fn every_phase_is_a_whole_page_with_one_heading_and_no_style_or_script_inside() {
    for phase in PHASES {
        let view = view(phase);
        for page in [play(&view), screen(&view, "http://10.0.0.5:7878/", "48213")] {
            check_tags(&page);
            assert_eq!(page.matches("<h1").count(), 1, "{phase:?}");
            assert!(page.contains("<html lang=\"en\">"));
            assert!(!page.contains(" style=") && !page.contains("<style") && !page.contains(" onclick"));
            assert_eq!(
                page.matches("<script").count(),
                page.matches("src=\"/").count() + 1
            );
        }
    }
    for page in [
        join("kk", "48213", "Dana", Asks::Name, Some(Refusal::Full)),
        check("ru"),
    ] {
        check_tags(&page);
        assert_eq!(page.matches("<h1").count(), 1);
    }
}

#[test]
fn an_open_question_is_a_form_that_needs_no_script() {
    let page = play(&view(Phase::Open));
    assert!(page.contains("action=\"/answer\"><input type=\"hidden\" name=\"question\" value=\"q7\">"));
    assert!(page.contains("<button name=\"option\" value=\"b2\" class=\"option\"><i "));
    assert!(
        page.contains(
            "▲</i><b>B</b><span class=\"says\"><span class=\"text\" lang=\"en\" dir=\"auto\">Almaty"
        )
    );
    let mut own = view(Phase::Open);
    own.round.as_mut().unwrap().is_lettered = false;
    assert!(!play(&own).contains("<b>B</b>"), "other phones have other orders");
    assert!(page.contains("0:18 left") && page.contains("Question 3 of 10"));
    assert!(!page.contains("your answer</em>") && page.contains("role=\"status\"></p>"));
}

#[test]
fn an_answer_is_told_as_saved_and_marked() {
    let page = play(&answered(Phase::Open, "b2"));
    assert!(page.contains("role=\"status\">Answer saved. You can change it until time is up.</p>"));
    assert!(page.contains("value=\"b2\" class=\"option chosen\">"));
    let mut settled = answered(Phase::Open, "b2");
    settled.round.as_mut().unwrap().may_change = false;
    let page = play(&settled);
    assert!(page.contains("role=\"status\">Answer saved.</p>") && !page.contains("<button"));
}

#[test]
fn a_page_without_a_script_asks_again_but_not_while_it_may_disturb() {
    let every = |view: &View| play::refresh(view);
    assert_eq!(every(&view(Phase::Lobby)), Some(4));
    assert_eq!(every(&view(Phase::Open)), Some(10));
    assert_eq!(every(&answered(Phase::Open, "a1")), Some(4));
    assert_eq!(every(&view(Phase::End)), None);
    let mut own = view(Phase::Open);
    own.mode = Mode::Exam;
    assert_eq!(every(&own), Some(18));
    own.round.as_mut().unwrap().left = None;
    assert_eq!(every(&own), None);
}

#[test]
fn the_reveal_says_in_words_what_was_right() {
    let page = play(&answered(Phase::Reveal, "a1"));
    assert!(page.contains("✓ </span>Right</h1>") && page.contains("right answer</em><em>your answer</em>"));
    let mut wrong = answered(Phase::Reveal, "b2");
    wrong.reveal.as_mut().unwrap().was_right = Some(false);
    let page = play(&wrong);
    assert!(page.contains("✗ </span>Wrong</h1>") && page.contains("✗ </span>your answer</em>"));
    assert!(page.contains("It has been so since 1997.") && page.contains("Source: "));
    let mut none = view(Phase::Reveal);
    none.reveal.as_mut().unwrap().was_right = None;
    assert!(play(&none).contains(">No answer</h1>"));
}

#[test]
fn a_poll_has_bars_and_nothing_right() {
    let mut poll = answered(Phase::Reveal, "b2");
    poll.mode = Mode::Poll;
    poll.reveal = Some(Reveal {
        chosen: vec![3, 9, 0],
        ..Reveal::default()
    });
    let page = play(&poll);
    assert!(
        page.contains("What was answered</h1>") && !page.contains("✗") && !page.contains("right answer<")
    );
    assert!(page.contains("<span class=\"count\">9</span>") && page.contains("<rect width=\"75\""));
}

#[test]
fn at_ones_own_pace_there_is_a_way_back_and_a_way_to_what_is_open() {
    let mut exam = view(Phase::Open);
    exam.mode = Mode::Exam;
    exam.round.as_mut().unwrap().open = Some(vec![3, 8]);
    let page = play(&exam);
    for way in [
        "value=\"2\"><button>Back",
        "value=\"4\"><button class=\"main\">Next",
        "value=\"8\"><button>8",
    ] {
        assert!(page.contains(way), "{way}");
    }
    assert!(page.contains("Without an answer:") && page.contains("action=\"/finish\""));
    exam.round.as_mut().unwrap().open = Some(Vec::new());
    assert!(play(&exam).contains("Every question has an answer."));
    assert!(!play(&view(Phase::Open)).contains("/finish"));
}

#[test]
fn the_end_tells_the_score_and_gives_what_was_missed() {
    let page = play(&view(Phase::End));
    assert!(page.contains("Right: 7 of 10") && page.contains("Who was the first khan?"));
    assert!(page.contains("href=\"/misses\"") && page.contains("href=\"/misses?as=anki\""));
    let mut well = view(Phase::End);
    well.result.as_mut().unwrap().missed.clear();
    assert!(play(&well).contains("Nothing was missed.") && !play(&well).contains("/misses"));
}

#[test]
fn one_phone_of_a_team_is_asked_for_the_teams_name() {
    for (lang, asks) in [("kk", "Команданың атауы"), ("ru", "Название команды")]
    {
        assert!(join(lang, "48213", "", Asks::Team, None).contains(asks));
        assert!(!join(lang, "48213", "", Asks::Name, None).contains(asks));
    }
}

#[test]
fn where_names_are_not_kept_none_is_asked_for() {
    for (lang, told) in [
        ("en", "you get a number"),
        ("kk", "сақталмайды"),
        ("ru", "не сохраняются"),
    ] {
        let page = join(lang, "48213", "", Asks::Nothing, None);
        assert!(page.contains(told) && !page.contains("name=\"name\""), "{page}");
        check_tags(&page);
    }
}

#[test]
fn who_came_later_is_told_so_and_not_that_they_gave_no_answer() {
    let mut late = view(Phase::Reveal);
    let reveal = late.reveal.as_mut().unwrap();
    (reveal.was_right, reveal.was_before) = (None, true);
    let page = play(&late);
    assert!(page.contains("Asked before you came</h1>") && !page.contains("No answer</h1>"));
}

#[test]
fn who_is_out_has_a_way_back_where_there_is_one() {
    assert!(play(&view(Phase::Elsewhere)).contains("href=\"/play\">Use it here"));
    assert!(play(&view(Phase::Kicked)).contains("href=\"/\">Join again"));
    assert!(!play(&view(Phase::Banned)).contains("class=\"button\""));
}

#[test]
fn the_projector_has_the_way_in_and_the_letters_of_the_phones() {
    let mut lobby = view(Phase::Lobby);
    lobby.names = vec!["Әлия <b>".to_owned()];
    let page = screen(&lobby, "http://10.0.0.5:7878/", "48213");
    assert!(page.contains(">10.0.0.5:7878<") && page.contains("<b>48213</b>"));
    assert!(page.contains("QR: HTTP://10.0.0.5:7878/J/48213") && page.contains("Әлия &lt;b&gt;"));
    lobby.title = "Lakes & rivers".to_owned();
    assert!(!page.contains("class=\"locked\""));
    lobby.is_locked = true;
    let page = screen(&lobby, "10.0.0.5:7878", "48213");
    assert!(
        page.contains(">Lakes &amp; rivers</p>") && page.contains("class=\"locked\">Joining is closed now")
    );
    let mut open = view(Phase::Open);
    open.round.as_mut().unwrap().answered = Some(24);
    open.round.as_mut().unwrap().asked = Some(26);
    let page = screen(&open, "10.0.0.5:7878", "48213");
    assert!(page.contains("Answered: 24 of 26") && !page.contains("<button"));
    assert!(page.contains("▲</i><b>B</b><span class=\"text\" lang=\"en\" dir=\"auto\">Almaty"));
}

#[test]
fn the_projectors_end_tells_what_was_hard_in_the_language_of_the_class() {
    let mut end = view(Phase::End);
    end.result = None;
    let page = screen(&end, "10.0.0.5:7878", "48213");
    assert!(
        page.contains("<p>In the room: 27</p>"),
        "a poll has nothing that is right"
    );
    let share = |number, right| Share {
        number,
        text: "Which city is the capital of <b>Kazakhstan</b>?".to_owned(),
        lang: "en".to_owned(),
        right,
        asked: 27,
    };
    end.whole = Some(Whole {
        right: 30,
        of: 54,
        all: 2,
        questions: vec![share(1, 27), share(2, 3)],
    });
    for (lang, told) in [
        ("en", "How many had each question right"),
        ("kk", "Әр сұраққа қанша адам дұрыс жауап берді"),
        ("ru", "Сколько человек ответили верно на каждый вопрос"),
    ] {
        end.lang = lang.to_owned();
        let page = screen(&end, "10.0.0.5:7878", "48213");
        assert!(
            page.contains(told) && page.contains("&lt;b&gt;Kazakhstan") && !page.contains("<p>Thank"),
            "{page}"
        );
        assert!(
            page.contains("<b>2</b>")
                && page.contains("3\u{a0}/\u{a0}27")
                && page.contains("<rect width=\"11\"")
        );
    }
    end.whole.as_mut().unwrap().all = 20;
    end.result = Some(Outcome {
        best: vec![("Dana".to_owned(), 9)],
        ..Outcome::default()
    });
    let page = screen(&end, "10.0.0.5:7878", "48213");
    assert!(
        page.contains("Самые трудные вопросы: 2 из 20") && page.contains("Dana</span> <b>9</b>"),
        "{page}"
    );
}

#[test]
fn long_reading_makes_the_projector_letters_smaller() {
    let mut view = view(Phase::Open);
    assert_eq!(screen::size(&view), "l");
    view.round.as_mut().unwrap().text = "ұзақ ".repeat(80);
    assert_eq!(screen::size(&view), "m");
    view.round.as_mut().unwrap().text = "ұзақ ".repeat(140);
    assert_eq!(screen::size(&view), "s");
    view.round.as_mut().unwrap().text = "ұзақ ".repeat(200);
    assert_eq!(screen::size(&view), "xs");
    let mut told = self::view(Phase::Reveal);
    assert_eq!(screen::size(&told), "l");
    let reveal = told.reveal.as_mut().unwrap();
    reveal.explanation = Some(
        "Kunaev was dismissed in December 1986, when Mikhail Gorbachev led the Soviet Union.".to_owned(),
    );
    reveal.source = Some("Reform and Nationalist Conflict, Library of Congress Country Studies".to_owned());
    assert_eq!(
        screen::size(&told),
        "m",
        "an explanation takes its lines as a question does"
    );
    let mut lobby = self::view(Phase::Lobby);
    assert_eq!(screen::size(&lobby), "l");
    lobby.names = vec!["Айгерім".to_owned(); 60];
    assert_eq!(screen::size(&lobby), "s");
    lobby.names.push("Нұрлан".to_owned());
    let page = screen(&lobby, "10.0.0.5:7878", "48213");
    assert!(!page.contains("<li>+") && page.find("Нұрлан") < page.find("Айгерім"));
    lobby.names = vec!["Абдрахманова Айгерім 28".to_owned(); 60];
    let page = screen(&lobby, "10.0.0.5:7878", "48213");
    assert!(page.contains("<li>+21</li>"), "there is room for 39: {page}");
}

#[test]
fn hostile_texts_stay_texts() {
    const HOSTILE: &str = "</script><script>alert(1)</script>\"'&\u{202e}\u{7}";
    let mut view = answered(Phase::Reveal, "a1");
    view.name = HOSTILE.to_owned();
    view.rejoin = HOSTILE.to_owned();
    view.reveal.as_mut().unwrap().explanation = Some(HOSTILE.to_owned());
    view.reveal.as_mut().unwrap().source = Some(HOSTILE.to_owned());
    let round = view.round.as_mut().unwrap();
    for text in [&mut round.text, &mut round.lang, &mut round.question] {
        *text = HOSTILE.to_owned();
    }
    round.options[0] = Shown {
        id: HOSTILE.to_owned(),
        text: HOSTILE.to_owned(),
    };
    let mut end = self::view(Phase::End);
    let result = end.result.as_mut().unwrap();
    result.best = vec![(HOSTILE.to_owned(), 3)];
    result.missed[0].text = HOSTILE.to_owned();
    result.missed[0].right = HOSTILE.to_owned();
    let mut open = view.clone();
    open.phase = Phase::Open;
    open.lang = HOSTILE.to_owned();
    let mut pages = vec![join(HOSTILE, HOSTILE, HOSTILE, Asks::Name, None)];
    for view in [&view, &end, &open] {
        pages.extend([play(view), screen(view, HOSTILE, HOSTILE)]);
    }
    for page in &pages {
        assert!(
            !page.contains("<script>") && !page.contains("alert(1)<") && !page.contains('\u{7}'),
            "{page}"
        );
        check_tags(page);
    }
}

#[test]
fn what_a_phone_loads_is_at_most_30_kib() {
    let long = "Қазақстан Республикасы Парламентінің шешімі ".repeat(4);
    for (lang, _) in LANGUAGES {
        for phase in PHASES {
            let mut view = answered_or_not(phase);
            view.lang = lang.to_owned();
            if let Some(round) = &mut view.round {
                round.text = long.clone();
                round
                    .options
                    .iter_mut()
                    .for_each(|option| option.text = long.clone());
            }
            let page = play(&view);
            let all = page.len() + CSS.len() + JS.len();
            assert!(
                all <= 30 * 1024,
                "{lang} {phase:?}: {all} bytes, {} of them the page",
                page.len()
            );
        }
    }
}

#[test]
fn what_is_served_is_lean_and_whole() {
    assert_eq!(
        lean("a {\n  b: c; /* d */\n}\n\n// e\n/* f */\n"),
        "a {\nb: c; /* d */\n}"
    );
    assert!(JS.starts_with("\"use strict\"") && JS.ends_with("})();") && !JS.contains("\n//"));
    assert_eq!(CSS.matches('{').count(), CSS.matches('}').count());
}

fn answered_or_not(phase: Phase) -> View {
    match view(phase).round {
        Some(_) => answered(phase, "a1"),
        None => view(phase),
    }
}

#[test]
fn the_words_around_a_question_are_in_the_language_of_the_class_and_the_question_in_its_own() {
    let mut view = answered(Phase::Open, "a1");
    view.lang = "kk".to_owned();
    let page = play(&view);
    assert!(page.contains("<html lang=\"kk\">") && page.contains("Жауап сақталды."));
    assert!(page.contains("lang=\"en\" dir=\"auto\">Which city"));
    assert!(join("kk", "", "", Asks::Name, None).contains("value=\"kk\" checked"));
}

#[test]
fn a_name_that_was_typed_is_there_still_where_the_code_was_wrong() {
    let page = join("kk", "", "Айгерім <8>", Asks::Name, Some(Refusal::WrongCode));
    assert!(
        page.contains("name=\"name\" value=\"Айгерім &lt;8&gt;\""),
        "{page}"
    );
}

#[test]
fn equal_points_have_one_place_among_the_best() {
    let mut end = view(Phase::End);
    let best = [("Aida", 2), ("Dana", 2), ("Olga", 1)];
    end.result = Some(Outcome {
        best: best.map(|(name, points)| (name.to_owned(), points)).to_vec(),
        more_best: 6,
        ..Outcome::default()
    });
    let page = play(&end);
    for line in [
        "<li value=\"1\"><span class=\"text\" dir=\"auto\">Aida",
        "<li value=\"1\"><span class=\"text\" dir=\"auto\">Dana",
        "<li value=\"3\"><span class=\"text\" dir=\"auto\">Olga",
        "</ol><p>+6</p>",
    ] {
        assert!(page.contains(line), "{line}: {page}");
    }
}
