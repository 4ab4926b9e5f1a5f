//! A quiz that goes on after its host was stopped, also where `mark` changed what was kept.

use suraq::live::wire::Phase;

use super::game::Game;
use super::game::Home;
use super::game::Line;
use super::server::points;

/// A game of two at its end: Dana was right, Arman wrong.
fn played(home: &Home) -> (Game, Vec<Line>) {
    let mut game = home.begin(&[]);
    let cookies = [game.join("Dana").cookie, game.join("Arman").cookie];
    let mut phones: Vec<Line> = cookies
        .iter()
        .map(|cookie| Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap())
        .collect();
    game.after("start", "open");
    for (phone, text) in phones.iter_mut().zip(["right", "wrong"]) {
        let view = phone.phase(Phase::Open);
        assert!(phone.answers(&view, text));
    }
    game.after("end", "summary");
    (game, phones)
}

#[test]
fn what_mark_put_aside_or_typed_stays_so_when_a_quiz_goes_on() {
    let home = Home::new();
    let (mut game, _phones) = played(&home);
    let code = game.code.clone();
    assert_eq!(game.leave(), 0);
    home.run(&["mark", &code, "--remove", "Dana"]);
    let table = home.folder.path().join("late.csv");
    std::fs::write(&table, "name,version,answers\nZarina,A,---\n").unwrap();
    home.run(&["mark", &code, "--csv", &table.display().to_string()]);
    let kept = ["Arman 0 of 1", "Zarina 0 of 3"];
    assert_eq!(points(&home, &code), kept);
    let mut game = home.resume(&[]);
    game.after("rename 2 Arman S.", "renamed");
    assert_eq!(game.leave(), 0);
    assert_eq!(points(&home, &code), ["Arman S. 0 of 1", "Zarina 0 of 3"]);
    home.run(&["mark", &code, "--bring-back", "Dana"]);
    assert_eq!(points(&home, &code).len(), 3, "Dana's sheet was still aside");
    let mut game = home.resume(&[]);
    game.after("kick 1", "kicked");
    assert_eq!(game.leave(), 0);
    assert_eq!(
        points(&home, &code),
        ["Arman S. 0 of 1", "Zarina 0 of 3"],
        "sent out here"
    );
}

#[test]
fn what_was_ordered_before_a_stop_and_not_kept_with_the_results_is_made_up_for() {
    let home = Home::new();
    let (mut game, _phones) = played(&home);
    let code = game.code.clone();
    let path = home.folder.path().join(format!("papers/{code}.results.json"));
    let early = std::fs::read(&path).unwrap();
    game.after("rename 1 Aliya", "renamed");
    game.after("kick 2", "kicked");
    assert_eq!(game.leave(), 0);
    let late = std::fs::read(&path).unwrap();
    // As if the program had ended right before the results were written.
    std::fs::write(&path, &early).unwrap();
    assert_eq!(points(&home, &code).len(), 2);
    assert_eq!(home.resume(&[]).leave(), 0);
    assert_eq!(points(&home, &code), ["Aliya 1 of 1"]);
    // All the same, but for when somebody was taken away.
    let kept = |bytes: &[u8]| {
        let mut all: serde_json::Value = serde_json::from_slice(bytes).unwrap();
        let gone = all["ledger"]["gone"].as_object().unwrap().keys().cloned();
        all["ledger"]["gone"] = gone.collect::<Vec<String>>().into();
        all
    };
    assert_eq!(kept(&std::fs::read(&path).unwrap()), kept(&late));
    // Results of an older program do not say what they hold, and stay as they are.
    let mut older: serde_json::Value = serde_json::from_slice(&early).unwrap();
    assert!(older.as_object_mut().unwrap().remove("events").is_some());
    std::fs::write(&path, older.to_string()).unwrap();
    assert_eq!(home.resume(&[]).leave(), 0);
    assert_eq!(points(&home, &code).len(), 2);
}

#[test]
fn a_host_that_was_killed_goes_on_at_the_same_port_with_all_that_was_acknowledged() {
    let home = Home::new();
    let mut game = home.begin(&["--seconds", "600"]);
    let cookie = game.join("Dana").cookie;
    game.after("start", "open");
    let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    let view = phone.phase(Phase::Open);
    assert!(phone.answers(&view, "right"));
    let (address, code, screen) = (game.address, game.code.clone(), game.screen.clone());
    game.kill();
    // A line that was cut in the middle.
    let path = home.journal(&code);
    let mut journal = std::fs::read(&path).unwrap();
    journal.extend_from_slice(b"{\"at\":99999,\"event\":{\"answ");
    std::fs::write(&path, journal).unwrap();
    let mut game = home.resume(&[]);
    game.said("cut in the middle");
    assert_eq!(
        (game.address, &game.code, &game.screen),
        (address, &code, &screen)
    );
    let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    let view = phone.phase(Phase::Open);
    let round = view.round.unwrap();
    assert!(round.chosen.is_some());
    assert!(
        round.left.unwrap() > 500_000,
        "time without a host does not count"
    );
    game.after("close", "closed");
    game.after("reveal", "revealed");
    assert_eq!(phone.phase(Phase::Reveal).reveal.unwrap().was_right, Some(true));
    assert_eq!(game.leave(), 0);
    let again = home.resume(&[]);
    assert_eq!(again.code, code);
}

#[test]
fn one_host_at_a_time_plays_a_game() {
    let home = Home::new();
    let game = home.begin(&[]);
    let output = home
        .command(&[
            "live",
            "--resume",
            &game.code,
            "--plain",
            "--bind",
            "127.0.0.1",
            "--port",
            "0",
        ])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("another suraq plays this game"), "{said}");
}

/// Two addresses of one computer stand for the address before and after.
#[cfg(target_os = "linux")]
#[test]
fn after_a_change_of_address_the_digits_bring_pupils_back() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let phone = game.join("Dana");
    let mut line = phone.connect();
    let digits = line.phase(Phase::Lobby).rejoin;
    drop(line);
    game.after("start", "open");
    let code = game.code.clone();
    game.kill();
    let game = home.resume(&["--bind", "127.0.0.2"]);
    assert_eq!(game.address.ip().to_string(), "127.0.0.2");
    let form = format!("code={code}&name=Somebody&rejoin={digits}&lang=kk");
    let back = game.join_with(&form, &[]).ok().unwrap();
    let view = back.connect().phase(Phase::Open);
    assert_eq!(view.name, "Dana");
}

#[test]
fn a_key_that_was_taken_back_after_a_quiz_is_so_when_it_goes_on() {
    let home = Home::new();
    let (mut game, _phones) = played(&home);
    let code = game.code.clone();
    let before = points(&home, &code);
    game.after("drop 1", "summary");
    assert_eq!(game.leave(), 0);
    assert_ne!(points(&home, &code), before);
    home.run(&["undo"]);
    assert_eq!(points(&home, &code), before);
    let mut game = home.resume(&[]);
    game.types("undrop 1");
    game.said("was not dropped; it counts");
    let summary = game.after("drop 2", "summary");
    assert_eq!(summary["mean"], 0.5, "Dana was right in question 1");
    assert_eq!(game.leave(), 0);
    let mut game = home.resume(&[]);
    game.after("drop 1", "summary");
    assert_eq!(game.leave(), 0);
    assert_ne!(points(&home, &code), before);
}

#[test]
fn a_quiz_that_was_left_is_listed_as_one_that_is_not_over() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookies = [game.join("Dana").cookie, game.join("Arman").cookie];
    let code = game.code.clone();
    let mut phones: Vec<Line> = cookies
        .iter()
        .map(|cookie| Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap())
        .collect();
    game.after("start", "open");
    let view = phones[0].phase(Phase::Open);
    assert!(phones[0].answers(&view, "right"));
    assert_eq!(game.leave(), 0);
    let standing = "2 pupils, question 1 of 3, 1 answer given, not over";
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let listed = flat(&home.run(&["paper", "--list"]));
    assert!(listed.contains(standing), "{listed}");
    let refused = home.command(&["results", &code]).output().unwrap();
    let refused = flat(&String::from_utf8_lossy(&refused.stderr));
    let wanted = format!("quiz {code} has no results before its end: {standing}");
    assert!(refused.contains(&wanted), "{refused}");
}

#[test]
fn the_key_of_a_quiz_that_is_not_over_is_changed_in_the_quiz_alone() {
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookie = game.join("Dana").cookie;
    let code = game.code.clone();
    game.after("start", "open");
    let mut phone = Line::open(game.address, "/ws", &[("Cookie", &cookie)]).unwrap();
    let view = phone.phase(Phase::Open);
    assert!(phone.answers(&view, "wrong"));
    assert_eq!(game.leave(), 0);
    for words in [
        &["mark", &code, "--drop", "A1"][..],
        &["mark", &code, "--key", "A1=B"],
        &["mark", &code],
    ] {
        let refused = home.command(words).output().unwrap();
        assert_eq!(refused.status.code(), Some(2), "{words:?}");
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = format!(
            "quiz {code} is marked after its end: 1 pupil, question 1 of 3, 1 answer given, not over"
        );
        assert!(
            said.contains(&wanted) && said.contains(&format!("live --resume {code}")),
            "{said}"
        );
    }
    let mut game = home.resume(&[]);
    game.after("close", "closed");
    game.after("reveal", "revealed");
    game.after("end", "summary");
    assert_eq!(game.leave(), 0);
    home.run(&["mark", &code, "--drop", "A1"]);
    assert_eq!(points(&home, &code), ["Dana 0 of 0"]);
}
