//! The whole over loopback: the table of failures, row by row.

use std::net::SocketAddr;

use suraq::live::wire::FromPhone;
use suraq::live::wire::Phase;

use super::game::Home;
use super::game::Line;
use super::game::ask;

#[test]
fn a_class_plays_from_the_first_join_to_the_results() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let lines: Vec<String> = {
        let (dana, arman) = (game.join("Dana"), game.join("Arman"));
        let page = dana.get("/play");
        assert_eq!(page.status, 200);
        assert!(page.body.contains("Dana") && !page.body.contains("Arman"));
        [dana, arman].iter().map(|phone| phone.cookie.clone()).collect()
    };
    let mut phones: Vec<Line> = lines
        .iter()
        .map(|cookie| Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap())
        .collect();
    for number in 1..=3 {
        let told = game.after("", "open");
        assert_eq!(told["question"], number);
        for (phone, text) in phones.iter_mut().zip(["right", "no "]) {
            let view =
                phone.view(|view| view.phase == Phase::Open && view.round.as_ref().unwrap().number == number);
            assert!(
                view.round.as_ref().unwrap().text.contains("<b>"),
                "as it is, and shown as text"
            );
            assert!(phone.answers(&view, text));
        }
        let told = game.after("", "closed");
        assert_eq!(
            (told["answered"].as_u64(), told["asked"].as_u64()),
            (Some(2), Some(2))
        );
        game.after("", "revealed");
        for (phone, is_right) in phones.iter_mut().zip([true, false]) {
            let view = phone.phase(Phase::Reveal);
            assert_eq!(view.reveal.unwrap().was_right, Some(is_right));
        }
    }
    let told = game.after("", "summary");
    assert_eq!(
        (told["pupils"].as_u64(), told["mean"].as_f64()),
        (Some(2), Some(1.5))
    );
    let view = phones[1].phase(Phase::End);
    assert_eq!(view.result.unwrap().missed.len(), 3);
    let file = ask(game.address, "GET", "/misses", &[("Cookie", &lines[1])], "");
    let path = home.folder.path().join("missed.toml");
    std::fs::write(&path, unchunked(&file)).unwrap();
    let check = home.run(&["check", &path.display().to_string()]);
    assert!(!check.contains("problem"), "{check}");
    let anki = ask(
        game.address,
        "GET",
        "/misses?as=anki",
        &[("Cookie", &lines[1])],
        "",
    )
    .body;
    assert_eq!(
        anki.lines()
            .filter(|line| line.contains("\"\tright") || line.contains("\"\t\"right"))
            .count(),
        3
    );
    let code = game.code.clone();
    assert_eq!(game.leave(), 0);
    assert_eq!(points(&home, &code), ["Arman 0 of 3", "Dana 3 of 3"]);
    home.run(&["mark", &code, "--drop", "A1"]);
    assert_eq!(points(&home, &code), ["Arman 0 of 2", "Dana 2 of 2"]);
    let mut game = home.resume(&[]);
    game.after("drop 2", "summary");
    assert_eq!(game.leave(), 0);
    let counted = points(&home, &code);
    assert_eq!(
        counted,
        ["Arman 0 of 1", "Dana 1 of 1"],
        "what was changed on either side stays"
    );
    home.run(&["roster", "9A", "--add", "Dana", "--quiz", &code]);
    home.run(&["roster", "9A", "--rename", "Dana=Dina"]);
    let journal = std::fs::read_to_string(home.journal(&code)).unwrap();
    assert!(journal.contains("Dina") && !journal.contains("Dana"), "{journal}");
    home.run(&["roster", "9A", "--forget", "Dina", "--yes"]);
    let journal = std::fs::read_to_string(home.journal(&code)).unwrap();
    assert!(journal.contains("9A-1") && !journal.contains("Dina"), "{journal}");
    home.run(&["results", &code, "--forget-names", "--yes"]);
    let journal = std::fs::read_to_string(home.journal(&code)).unwrap();
    assert!(
        journal.contains("9A-1") && !journal.contains("Arman"),
        "{journal}"
    );
}

#[test]
fn the_title_of_a_source_shuts_no_question_out_and_an_explanation_does() {
    let home = Home::new();
    let mut deck = "format = 1\n\n[deck]\nid = \"shores\"\ntitle = \"Shores\"\n\n[[source]]\nid = \"book\"\n\
                    title = \"Velkova, Lundgren and Arnason, a history\"\n"
        .to_owned();
    for (id, key) in [("one", "Velkova"), ("two", "Lundgren"), ("three", "Arnason")] {
        deck.push_str(&format!(
            "\n[[item]]\nid = \"{id}\"\nstem = \"Who came {id}?\"\nkey = \"{key}\"\nsource = \"book\"\n\
             distractors = [\"Berik {id}\", \"Cheg {id}\", \"Duman {id}\"]\n"
        ));
    }
    let asked = |deck: &str| {
        std::fs::write(home.folder.path().join("decks/shores.toml"), deck).unwrap();
        let mut game = home.serve(&["live", "deck:shores", "-n", "3", "--port", "0", "--seed", "7"]);
        let of = game.after("start", "open")["of"].as_u64();
        assert_eq!(game.leave(), 0);
        of
    };
    assert_eq!(asked(&deck), Some(3));
    let told = deck.replacen(
        "key = \"Velkova\"\n",
        "key = \"Velkova\"\nexplanation = \"Before Lundgren.\"\n",
        1,
    );
    assert_eq!(
        asked(&told),
        Some(2),
        "an explanation is read before the others are asked"
    );
}

/// The pupils with their points, as they are kept.
pub fn points(home: &Home, code: &str) -> Vec<String> {
    let lines = home.run(&["results", code, "--pupils", "--json"]);
    let line = |line: &str| {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        let name = value["pupil"].as_str().unwrap();
        format!("{name} {} of {}", value["points"].as_f64().unwrap(), value["of"])
    };
    let mut points: Vec<String> = lines.lines().map(line).collect();
    points.sort();
    points
}

/// The body of a page, whether it came in pieces or not.
fn unchunked(page: &super::game::Page) -> String {
    match page.header("transfer-encoding") {
        None => page.body.clone(),
        Some(_) => {
            let mut rest = page.body.as_str();
            let mut whole = String::new();
            while let Some((length, more)) = rest.split_once("\r\n") {
                let length = usize::from_str_radix(length, 16).unwrap_or(0);
                whole.push_str(&more[..length]);
                rest = more[length..].trim_start_matches("\r\n");
                if length == 0 {
                    break;
                }
            }
            whole
        }
    }
}

#[test]
fn sockets_that_are_cut_come_back_with_all_they_had() {
    let home = Home::new();
    let mut game = home.begin(&["--players", "40"]);
    let cookies: Vec<String> = (0..35)
        .map(|number| game.join(&format!("P{number}")).cookie)
        .collect();
    let open = |game: &super::game::Game, cookie: &str| {
        Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap()
    };
    let mut phones: Vec<Line> = cookies.iter().map(|cookie| open(&game, cookie)).collect();
    game.after("start", "open");
    for phone in &mut phones {
        let view = phone.phase(Phase::Open);
        assert!(phone.answers(&view, "right"));
    }
    // Cut without a word, as a phone that leaves the room.
    phones.truncate(5);
    for cookie in &cookies[5..] {
        let mut phone = open(&game, cookie);
        let view = phone.phase(Phase::Open);
        assert!(view.round.as_ref().unwrap().chosen.is_some(), "with its answer");
        phones.push(phone);
    }
    let told = game.after("close", "closed");
    assert_eq!(
        (told["answered"].as_u64(), told["asked"].as_u64()),
        (Some(35), Some(35))
    );
    game.types("reveal");
    for phone in &mut phones {
        assert_eq!(phone.phase(Phase::Reveal).reveal.unwrap().was_right, Some(true));
    }
    game.after("end", "summary");
    assert_eq!(points(&home, &game.code).len(), 35, "none twice");
}

#[test]
fn an_answer_whose_ack_was_lost_is_sent_again_and_counted_once() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookie = game.join("Dana").cookie;
    game.after("start", "open");
    for _ in 0..4 {
        // Each connection sends, and every second one never hears of it.
        let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
        let view = phone.phase(Phase::Open);
        phone.send(&view, "no ");
        drop(phone);
        let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
        let view = phone.phase(Phase::Open);
        assert!(phone.answers(&view, "no "));
    }
    let told = game.after("close", "closed");
    assert_eq!(told["answered"], 1);
    let journal = std::fs::read_to_string(home.journal(&game.code)).unwrap();
    assert_eq!(journal.matches("\"answered\"").count(), 1, "{journal}");
}

#[test]
fn a_newer_tab_takes_over_and_the_older_says_so() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookie = game.join("Dana").cookie;
    game.after("start", "open");
    let open = || Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    let mut older = open();
    let view = older.phase(Phase::Open);
    let mut newer = open();
    newer.phase(Phase::Open);
    assert_eq!(older.phase(Phase::Elsewhere).round, None);
    older.send(&view, "no ");
    assert_eq!(older.next(), None, "closed");
    assert!(newer.answers(&view, "right"));
    let told = game.after("close", "closed");
    assert_eq!(told["answered"], 1);
}

#[test]
fn a_connection_that_its_page_gave_up_takes_nothing_over() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookie = game.join("Dana").cookie;
    game.after("start", "open");
    let open = |query: &str| {
        let path = format!("/ws?{query}");
        Line::open(game.address, &path, &[("Cookie", &cookie)]).unwrap()
    };
    let mut second = open("page=a&count=2");
    let view = second.phase(Phase::Open);
    let mut first = open("page=a&count=1");
    assert_eq!(first.next(), None, "closed, and told nothing");
    assert!(second.answers(&view, "right"));
    let mut third = open("page=a&count=3");
    third.phase(Phase::Open);
    let mut other = open("page=b&count=1");
    other.phase(Phase::Open);
    assert_eq!(
        third.phase(Phase::Elsewhere).round,
        None,
        "another page's is no older one"
    );
    let mut odd = open("page=b&count=-1");
    odd.phase(Phase::Open);
    assert_eq!(
        other.phase(Phase::Elsewhere).round,
        None,
        "without a count the newer one holds"
    );
}

#[test]
fn joins_are_refused_with_the_reason() {
    let home = Home::new();
    let mut game = home.begin(&["--players", "2"]);
    let code = game.code.clone();
    let form = |name: &str| format!("code={code}&name={name}&lang=en");
    let status =
        |result: Result<super::game::Phone<'_>, super::game::Page>| result.err().map(|page| page.status);
    assert_eq!(status(game.join_with("code=1&name=a", &[])), Some(404));
    let first = game.join("first").cookie;
    game.types("lock");
    game.told("doors");
    assert_eq!(status(game.join_with(&form("late"), &[])), Some(403));
    assert_eq!(
        status(game.join_with(&form("again"), &[("Cookie", &first)])),
        None,
        "who was in comes back"
    );
    game.types("unlock");
    game.told("doors");
    game.join("second");
    assert_eq!(status(game.join_with(&form("third"), &[])), Some(403));
    assert_eq!(game.after("ban 1", "banned")["name"], "first");
    assert_eq!(
        status(game.join_with(&form("again"), &[("Cookie", &first)])),
        Some(403)
    );
    assert_eq!(game.after("kick 2", "kicked")["number"], 2);
    assert_eq!(
        status(game.join_with(&format!("code={code}&rejoin=1"), &[])),
        Some(403)
    );
    let busy = (0..60).filter_map(|_| status(game.join_with(&format!("code={code}&rejoin=1"), &[])));
    assert!(
        busy.into_iter().any(|status| status == 429),
        "digits may not be guessed"
    );
}

/// A flood of names: the room fills to its cap, and the host stays usable.
#[test]
fn a_flood_of_joins_fills_the_room_and_no_more() {
    let home = Home::new();
    let mut game = home.begin(&["--players", "20"]);
    let mut refused = 0;
    for number in 0..300 {
        let form = format!("code={}&name=Bot%E2%80%AE{number}", game.code);
        refused += u32::from(game.join_with(&form, &[]).is_err());
    }
    assert_eq!(refused, 280);
    game.after("kick 1-20", "kicked");
    game.types("who");
    assert_eq!(
        game.told("pupil")["name"],
        "Bot0",
        "what turns the direction is gone"
    );
    game.types("lock");
    assert_eq!(game.told("doors")["locked"], true);
    game.types("status");
    assert_eq!(game.told("lobby")["pupils"], 0);
}

#[test]
fn frames_before_the_reveal_differ_in_no_field_by_right_and_wrong() {
    let home = Home::new();
    for mode in ["class", "race"] {
        let mut game = home.begin(&["--mode", mode, "--seconds", "600"]);
        let cookies = [
            game.join("Dana").cookie,
            game.join("Dasa").cookie,
            game.join("None").cookie,
        ];
        let open = |cookie: &str| Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap();
        let mut phones = [open(&cookies[0]), open(&cookies[1])];
        let mut screen = Line::open(game.address, &format!("/screen/ws?{}", game.screen), &[]).unwrap();
        game.after("start", "open");
        for (phone, text) in phones.iter_mut().zip(["right", "wrong"]) {
            let view = phone.phase(Phase::Open);
            assert!(phone.answers(&view, text));
        }
        game.after("close", "closed");
        let mut told = Vec::new();
        for phone in &mut phones {
            phone.phase(Phase::Closed);
            told.push(phone.frames.iter().map(|frame| shape(frame)).collect::<Vec<_>>());
        }
        screen.phase(Phase::Closed);
        let after_lobby = |frames: &[String]| -> Vec<String> {
            frames
                .iter()
                .filter(|frame| !frame.contains("lobby"))
                .cloned()
                .collect()
        };
        assert_eq!(after_lobby(&told[0]), after_lobby(&told[1]), "{mode}");
        for word in [
            "\"right\"",
            "was_right",
            "Because",
            "points",
            "\"reveal\"",
            "chosen\":[",
        ] {
            let mut all = phones
                .iter()
                .flat_map(|phone| &phone.frames)
                .chain(&screen.frames);
            assert!(!all.any(|frame| frame.contains(word)), "{mode} {word}");
        }
    }
}

/// A frame with what is random for each pupil, and what is theirs, in one form: what is left may not differ.
fn shape(frame: &str) -> String {
    fn even(value: &mut serde_json::Value, key: &str) {
        use serde_json::Value;
        match value {
            Value::Object(fields) => fields.iter_mut().for_each(|(key, value)| even(value, key)),
            Value::Array(values) if key == "options" => values.sort_by_key(|value| value["text"].to_string()),
            Value::Array(values) => values.iter_mut().for_each(|value| even(value, key)),
            Value::String(text) if ["id", "question", "chosen", "name", "rejoin"].contains(&key) => {
                *text = "x".repeat(text.len());
            }
            Value::Number(_) if key == "left" => *value = Value::Null,
            _ => {}
        }
        if let Value::Array(values) = value {
            values.iter_mut().for_each(|value| even(value, ""));
        }
    }
    let mut value: serde_json::Value = serde_json::from_str(frame).unwrap();
    even(&mut value, "");
    value.to_string()
}

#[test]
fn other_sites_names_and_long_messages_are_refused() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let host = game.address.to_string();
    let form = format!("code={}&name=x", game.code);
    let status = |headers: &[(&str, &str)]| game.ask("POST", "/join", headers, &form).status;
    assert_eq!(status(&[("Origin", "http://evil.example")]), 403);
    assert_eq!(status(&[("Origin", "null")]), 403);
    assert_eq!(status(&[("Sec-Fetch-Site", "cross-site")]), 403);
    assert_eq!(status(&[("Host", "evil.example")]), 403);
    assert_eq!(status(&[("Origin", &format!("http://{host}"))]), 303);
    let long = format!("{form}&lang={}", "x".repeat(5_000));
    assert_eq!(game.ask("POST", "/join", &[], &long).status, 413);
    let page = game.ask("GET", "/", &[], "");
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("cache-control"), Some("no-store"));
    assert_eq!(page.header("access-control-allow-origin"), None);
    let cookie = game.join("Dana").cookie;
    let raw = game.ask("POST", "/join", &[], &form);
    let kept = raw.header("set-cookie").unwrap();
    assert!(
        kept.contains("HttpOnly") && kept.contains("SameSite=Strict"),
        "{kept}"
    );
    assert_eq!(cookie.split_once('=').unwrap().1.len(), 32);
    let socket = |headers: &[(&str, &str)]| Line::open(game.address, "/ws", headers).err();
    assert_eq!(
        socket(&[("Cookie", &cookie), ("Origin", "http://evil.example")]),
        Some(403)
    );
    assert_eq!(socket(&[]), Some(401));
    assert_eq!(Line::open(game.address, "/screen/ws?guess", &[]).err(), Some(404));
    assert_eq!(game.ask("GET", "/screen?guess", &[], "").status, 404);
    assert_eq!(game.screen.len(), 8, "short enough to be typed");
    assert_eq!(
        game.ask("GET", &format!("/screen?{}", game.screen), &[], "")
            .status,
        200
    );
    let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    phone.phase(Phase::Lobby);
    phone.say_text(&"x".repeat(5_000));
    assert_eq!(phone.next(), None, "closed");
    let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    phone.phase(Phase::Lobby);
    for _ in 0..200 {
        phone.say(&FromPhone::Finish);
    }
    assert_eq!(phone.next(), None, "who talks too much is cut off");
    game.types("status");
    assert_eq!(game.told("lobby")["pupils"], 3, "and the game goes on");
}

#[test]
fn a_page_without_a_script_does_all_that_is_needed() {
    let home = Home::new();
    let mut game = home.begin(&["--mode", "own-pace"]);
    let cookie = game.join("Dana").cookie;
    game.after("start", "open");
    let (phone, mut line) = {
        let mut line = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
        (line.phase(Phase::Open), line)
    };
    let round = phone.round.unwrap();
    let right = round
        .options
        .iter()
        .find(|option| option.text.starts_with("right"))
        .unwrap();
    let post = |path: &str, body: &str| ask(game.address, "POST", path, &[("Cookie", &cookie)], body);
    let done = post(
        "/answer",
        &format!("question={}&option={}", round.question, right.id),
    );
    assert_eq!((done.status, done.header("location")), (303, Some("/play")));
    assert_eq!(line.phase(Phase::Reveal).reveal.unwrap().was_right, Some(true));
    assert_eq!(post("/go", "to=2").status, 303);
    assert_eq!(line.phase(Phase::Open).round.unwrap().number, 2);
    assert_eq!(post("/finish", "").status, 303);
    line.phase(Phase::End);
    assert_eq!(game.told("summary")["mean"], 1.0);
    let nobody = ask(game.address, "POST", "/answer", &[], "question=a&option=b");
    assert_eq!((nobody.status, nobody.header("location")), (303, Some("/")));
}

#[test]
fn each_text_says_its_language_on_the_pages_of_phones_and_of_the_projector() {
    let home = Home::new();
    let mut game = home.begin(&["--lang", "kk"]);
    let form = format!("code={}&name=Dana&lang=ru", game.code);
    let cookie = game.join_with(&form, &[]).map(|phone| phone.cookie.clone());
    let cookie = cookie.unwrap_or_else(|page| panic!("{}", page.status));
    game.after("", "open");
    let phone = ask(game.address, "GET", "/play", &[("Cookie", &cookie)], "");
    let screen = ask(game.address, "GET", &format!("/screen?{}", game.screen), &[], "");
    for (page, lang) in [(unchunked(&phone), "ru"), (unchunked(&screen), "kk")] {
        assert!(page.contains(&format!("<html lang=\"{lang}\">")), "{page}");
        let at = page
            .find("Which of these is lake")
            .unwrap_or_else(|| panic!("{page}"));
        let tag = page[..at].rfind('<').unwrap_or_default();
        assert!(page[tag..at].contains("lang=\"en\""), "{}", &page[tag..at]);
    }
}

#[test]
fn the_next_free_port_is_taken_and_a_wanted_one_is_not_exchanged() {
    let home = Home::new();
    let game = home.begin(&[]);
    let port = game.address.port().to_string();
    let output = home
        .command(&[
            "live",
            "deck:lakes",
            "--plain",
            "--bind",
            "127.0.0.1",
            "--port",
            &port,
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(4));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("--port N"), "{said}");
    let code = game.code.clone();
    drop(game);
    // Resumed while another program has the port: the next one, and it is said.
    let taken = std::net::TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], port.parse().unwrap())));
    let game = home.resume(&[]);
    assert_eq!(game.code, code);
    if taken.is_ok() {
        game.said("is in use");
        assert_ne!(game.address.port().to_string(), port);
    }
}

#[test]
fn the_check_serves_a_page_and_says_what_to_try() {
    let home = Home::new();
    let mut child = home
        .command(&["live", "--check", "--bind", "127.0.0.1", "--port", "0", "--json"])
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = std::io::BufReader::new(child.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut line).unwrap();
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = told["addresses"][0]["address"].as_str().unwrap();
    let address: SocketAddr = address.strip_prefix("http://").unwrap().parse().unwrap();
    let phone: &[(&str, &str)] = &[("User-Agent", "Mozilla/5.0 (Linux; Android 14) Mobile")];
    for (path, headers, is_phone) in [("/", &[][..], false), ("/check", phone, true)] {
        assert_eq!(ask(address, "GET", path, headers, "").status, 200);
        line.clear();
        std::io::BufRead::read_line(&mut out, &mut line).unwrap();
        let told: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (&told["event"], &told["phone"]),
            (&"reached".into(), &is_phone.into())
        );
    }
    assert_eq!(ask(address, "GET", "/play", &[], "").status, 404);
    drop(child.stdin.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let output = home
        .command(&["live", "--check", "--plain", "--bind", "127.0.0.1", "--port", "0"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.contains("Guest Wi-Fi") && text.contains("firewall"),
        "{text}"
    );
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn what_cannot_be_asked_and_what_is_wrong_is_told() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let said = game.said("left out");
    assert!(said.contains("1 card is left out"), "{said}");
    for (line, part) in [
        ("kick 5", "nobody has joined yet"),
        ("reveal", "no question was asked yet"),
        ("key 9=A", "there is no question 9; they are 1 to 3"),
        ("banana", "help lists what may be typed"),
    ] {
        game.types(line);
        game.said(part);
    }
    let run = |words: &[&str]| {
        let output = home.command(words).output().unwrap();
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let (status, said) = run(&["live", "--resume", "00000"]);
    assert_eq!(status, Some(2));
    assert!(
        said.contains("there is no game `00000`") && said.contains(&game.code),
        "{said}"
    );
    let (status, said) = run(&["live", "deck:lakes", "written", "--plain"]);
    assert_eq!(status, Some(2));
    assert!(said.contains("answered by writing"), "{said}");
}

#[cfg(unix)]
#[test]
fn the_journal_is_for_its_owner_and_knows_no_addresses() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let game = home.begin(&["--anonymous"]);
    game.join("Dana").connect().phase(Phase::Lobby);
    let path = home.journal(&game.code);
    let mode = std::fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let journal = std::fs::read_to_string(&path).unwrap();
    assert!(
        !journal.contains("Dana") && !journal.contains("127.0.0.1"),
        "{journal}"
    );
}
