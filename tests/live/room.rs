//! The room: who sees what when, and what counts.

use suraq::live::Extra;
use suraq::live::Names;
use suraq::live::Order;
use suraq::live::Refusal;
use suraq::live::Settings;
use suraq::live::Stage;
use suraq::live::joining::Joining;
use suraq::live::wire::Mode;
use suraq::live::wire::Phase;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Given;

use super::class::Class;

const NEXT: [Order; 3] = [Order::Close, Order::Reveal, Order::Next];

#[test]
fn a_class_goes_through_its_questions_at_the_teachers_pace() {
    let mut class = Class::new(Mode::Class, None);
    let (dana, arman) = (class.join("Dana"), class.join("Arman"));
    assert_eq!(class.view(dana).phase, Phase::Lobby);
    for number in 1..=3 {
        class.orders(&[class.room.usual().unwrap()]);
        let round = class.view(dana).round.unwrap();
        assert_eq!((round.number, round.of, round.options.len()), (number, 3, 4));
        assert_eq!(round.left, None);
        assert!(
            class.answers(dana, "no") && class.answers(dana, "right"),
            "may be changed"
        );
        assert!(class.answers(arman, "never"));
        class.orders(&[Order::Close]);
        assert_eq!(class.view(dana).phase, Phase::Closed);
        class.wait(1_000);
        assert!(!class.answers(dana, "no"), "too late");
        class.orders(&[Order::Reveal]);
        let (won, lost) = (
            class.view(dana).reveal.unwrap(),
            class.view(arman).reveal.unwrap(),
        );
        assert_eq!((won.was_right, lost.was_right), (Some(true), Some(false)));
        assert_eq!(won.points, None, "no points without a race");
        let screen = class.room.screen_view(class.now).reveal.unwrap();
        assert_eq!(screen.chosen.iter().sum::<usize>(), 2);
        assert_eq!((screen.was_right, screen.right.len()), (None, 1));
    }
    class.orders(&[Order::Next]);
    assert_eq!(class.room.usual(), None);
    let (won, lost) = (
        class.view(dana).result.unwrap(),
        class.view(arman).result.unwrap(),
    );
    assert_eq!((won.right, won.of, won.missed.len()), (Some(3), 3, 0));
    assert_eq!((lost.right, lost.of, lost.missed.len()), (Some(0), 3, 3));
    assert!(lost.missed[0].right.starts_with("right"), "{:?}", lost.missed);
    assert_eq!(won.place, None, "no places unless the teacher shows them");
    class.orders(&[Order::Places(true)]);
    assert_eq!(class.view(arman).result.unwrap().place, Some(2));
    assert_eq!(class.view(arman).result.unwrap().best, [("Dana".to_owned(), 3)]);
}

#[test]
fn all_who_have_as_much_as_the_best_are_named_or_counted() {
    for (pupils, named, more) in [(5, 5, 0), (13, 10, 3)] {
        let mut class = Class::new(Mode::Class, None);
        let all: Vec<usize> = (0..pupils)
            .map(|number| class.join(&format!("Pupil {number}")))
            .collect();
        class.orders(&[Order::Places(true), Order::Start]);
        for pupil in &all {
            assert!(class.answers(*pupil, "right"));
        }
        class.orders(&[Order::Close, Order::Reveal, Order::End]);
        let result = class.view(all[pupils - 1]).result.unwrap();
        assert_eq!(result.place, Some(1));
        assert_eq!((result.best.len(), result.more_best), (named, more));
    }
}

#[test]
fn who_joins_late_is_not_wrong_before() {
    let mut class = Class::new(Mode::Class, Some(30));
    let early = class.join("Early");
    class.orders(&[Order::Start]);
    let late = class.join("Late");
    assert_eq!(
        (class.view(late).phase, class.view(late).round),
        (Phase::Next, None)
    );
    assert!(class.answers(early, "right"));
    class.orders(&NEXT[..2]);
    let reveal = class.view(late).reveal.unwrap();
    assert_eq!(
        (reveal.was_right, reveal.was_before),
        (None, true),
        "sees what was right"
    );
    assert!(!class.view(early).reveal.unwrap().was_before);
    class.orders(&NEXT[2..]);
    assert_eq!(class.view(late).phase, Phase::Open);
    assert!(class.answers(late, "right"));
    class.orders(&[Order::Close, Order::End]);
    let result = class.view(late).result.unwrap();
    assert_eq!((result.right, result.of), (Some(1), 1));
    assert!(result.missed.is_empty());
    let results = class.room.results();
    let asked = class.room.question_at(0).unwrap();
    let never = class.room.question_at(2).unwrap();
    assert_eq!(results.sheets[1].given[asked], Given::NotAsked);
    assert_eq!(
        results.sheets[0].given[never],
        Given::NotAsked,
        "the end came before"
    );
    let keys = scores::keys(&class.room.paper, &results.changes);
    assert_eq!(scores::points(&keys, &results.sheets[0]), (1.0, 2));
    assert_eq!(scores::points(&keys, &results.sheets[1]), (1.0, 1));
}

#[test]
fn who_joins_late_answers_the_open_question_where_it_has_no_limit() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Early");
    class.orders(&[Order::Start]);
    let late = class.join("Late");
    let first = class.room.question_at(0).unwrap();
    assert_eq!(
        (class.view(late).phase, class.room.asked(first)),
        (Phase::Open, 2)
    );
    assert!(class.answers(late, "right"));
    class.orders(&[Order::Close]);
    let later = class.join("Later");
    assert_eq!(class.view(later).phase, Phase::Next, "closed is closed");
    class.orders(&[Order::Reveal, Order::End]);
    let of = |pupil| class.view(pupil).result.unwrap().of;
    assert_eq!((of(late), of(later)), (1, 0));
    assert_eq!(class.view(late).result.unwrap().right, Some(1));
}

#[test]
fn who_was_sent_out_keeps_the_name_on_another_phone() {
    let mut class = Class::new(Mode::Class, None);
    let first = class.join("Dana");
    class.orders(&[Order::Kick(1)]);
    let again = class.join("Dana");
    assert_ne!(first, again);
    assert_eq!(class.view(again).name, "Dana");
    let back = Joining {
        token: Some(class.room.pupils[first].token.clone()),
        ..Joining::default()
    };
    class.try_join(&back).unwrap();
    assert_eq!(class.view(first).name, "Dana (2)", "the name is taken by now");
    assert_eq!(class.view(again).name, "Dana");
    class.orders(&[Order::Kick(2), Order::Kick(1)]);
    class.try_join(&back).unwrap();
    assert_eq!(class.view(first).name, "Dana (2)", "what is free stays as it is");
}

#[test]
fn a_question_that_was_dropped_counts_again_with_what_was_right_before() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dana");
    let accept = Change::Accept {
        question: 1,
        option: 2,
    };
    let drop = Change::Drop { question: 1 };
    assert_eq!(class.order(Order::Undrop(1)), Err(Refusal::NotDropped));
    assert_eq!(class.order(Order::Undrop(9)), Err(Refusal::NoQuestion));
    class.orders(&[Order::Change(accept), Order::Change(drop)]);
    let counts = |class: &Class| scores::keys(&class.room.paper, &class.room.changes)[1].clone();
    assert_eq!(counts(&class), None);
    class.orders(&[Order::Undrop(1)]);
    assert_eq!(counts(&class), Some(vec![0, 2]));
}

#[test]
fn an_answer_sent_again_is_the_same_answer() {
    let mut class = Class::new(Mode::Class, None);
    let dana = class.join("Dana");
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "no"));
    let before = class.entries.len();
    assert!(class.answers(dana, "no"), "acknowledged again");
    assert_eq!(class.entries.len(), before, "and counted once");
    class.orders(&[Order::Close]);
    class.wait(5_000);
    assert!(class.answers(dana, "no"), "also after the question was closed");
    assert!(!class.answers(dana, "right"));
    assert_eq!(class.room.answered(class.room.question_at(0).unwrap()), 1);
}

#[test]
fn names_are_told_apart_cleaned_or_given() {
    let mut class = Class::new(Mode::Class, None);
    for (typed, told) in [
        ("Dana", "Dana"),
        (" dana\u{202e} ", "dana (2)"),
        ("D\u{0430}n\u{0430}", "D\u{0430}n\u{0430} (2)"),
    ] {
        let pupil = class.join(typed);
        assert!(
            class
                .view(pupil)
                .name
                .starts_with(told.split(" (").next().unwrap())
        );
        assert_eq!(class.view(pupil).name.contains('('), told.contains('('), "{told}");
    }
    let kazakh = Joining {
        lang: "kk".to_owned(),
        ..Joining::default()
    };
    let token = class.try_join(&kazakh).unwrap();
    let view = class.view(class.room.pupil_of(&token).unwrap());
    assert_eq!(view.lang, "kk");
    assert!(view.name.contains(' ') && !view.name.is_ascii(), "{}", view.name);
    class.orders(&[Order::Rename(1, "Dana K.".to_owned())]);
    assert_eq!(class.view(0).name, "Dana K.");
    assert_eq!(
        class.order(Order::Rename(1, "\u{200b}".to_owned())),
        Err(Refusal::NoName)
    );
    assert_eq!(
        class.order(Order::Kick(9)),
        Err(Refusal::NoPupil { number: 9, of: 4 })
    );
}

#[test]
fn names_are_hidden_or_never_kept_where_that_is_wished() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dana");
    assert_eq!(class.room.screen_view(0).names, ["Dana"]);
    class.orders(&[Order::Hide(true)]);
    assert!(class.room.screen_view(0).names.is_empty());
    let mut class = Class::with(Settings {
        names: Names::Unkept,
        ..Settings::default()
    });
    let dana = class.join("Dana");
    assert_eq!(class.view(dana).name, "1");
    assert!(!format!("{:?}", class.entries).contains("Dana"));
    assert_eq!(
        class.order(Order::Rename(1, "Dana".to_owned())),
        Err(Refusal::NamesUnkept)
    );
}

#[test]
fn a_lock_a_cap_and_the_end_keep_newcomers_out_and_nobody_else() {
    let mut class = Class::with(Settings {
        most: 2,
        ..Settings::default()
    });
    let first = class.try_join(&Joining::default()).unwrap();
    class.orders(&[Order::Lock(true)]);
    assert_eq!(class.try_join(&Joining::default()), Err(Refusal::Locked));
    class.orders(&[Order::Lock(false)]);
    class.join("");
    assert_eq!(
        class.try_join(&Joining::default()),
        Err(Refusal::Full { most: 2 })
    );
    let again = Joining {
        token: Some(first.clone()),
        ..Joining::default()
    };
    assert_eq!(class.try_join(&again), Ok(first));
    assert_eq!(class.room.pupils.len(), 2, "one token is one pupil");
    class.orders(&[Order::End]);
    class.orders(&[Order::Kick(2)]);
    assert_eq!(class.try_join(&Joining::default()), Err(Refusal::Over));
}

#[test]
fn digits_bring_a_pupil_back_on_another_phone() {
    let mut class = Class::new(Mode::Class, None);
    let dana = class.join("Dana");
    let digits = class.view(dana).rejoin;
    assert!(digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_digit()));
    let typed = Joining {
        rejoin: format!(" {} {} ", &digits[..3], &digits[3..]),
        name: "Somebody".to_owned(),
        ..Joining::default()
    };
    let token = class.try_join(&typed).unwrap();
    assert_eq!(class.room.pupil_of(&token), Some(dana));
    let wrong = Joining {
        rejoin: "12".to_owned(),
        ..Joining::default()
    };
    assert_eq!(class.try_join(&wrong), Err(Refusal::WrongRejoin));
}

#[test]
fn who_is_kicked_may_come_back_and_who_is_banned_may_not() {
    let mut class = Class::new(Mode::Class, None);
    let dana = class.join("Dana");
    let token = class.room.pupils[dana].token.clone();
    let again = Joining {
        token: Some(token.clone()),
        ..Joining::default()
    };
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "right"));
    class.orders(&[Order::Kick(1)]);
    assert_eq!(
        (class.view(dana).phase, class.view(dana).round),
        (Phase::Kicked, None)
    );
    assert_eq!(class.room.answered(class.room.question_at(0).unwrap()), 0);
    assert_eq!(class.try_join(&again), Ok(token));
    assert_eq!(class.view(dana).phase, Phase::Open);
    assert!(
        class.view(dana).round.unwrap().chosen.is_some(),
        "with what was answered"
    );
    class.orders(&[Order::Ban(1)]);
    assert_eq!(class.view(dana).phase, Phase::Banned);
    assert_eq!(class.try_join(&again), Err(Refusal::Banned));
    assert!(!class.answers(dana, "no"));
    assert!(class.room.results().sheets.is_empty());
}

#[test]
fn time_runs_out_later_for_who_has_more_of_it() {
    let mut class = Class::new(Mode::Class, Some(20));
    let (usual, half, none) = (class.join("a"), class.join("b"), class.join("c"));
    class.orders(&[
        Order::Extra(2, Extra::Half),
        Order::Extra(3, Extra::Unlimited),
        Order::Start,
    ]);
    let left = |class: &Class, pupil| class.view(pupil).round.unwrap().left;
    assert_eq!(left(&class, usual), Some(20_000));
    assert_eq!((left(&class, half), left(&class, none)), (Some(30_000), None));
    assert_eq!(class.room.next_change(class.now), Some(class.now + 20_001));
    class.wait(20_301);
    assert_eq!(class.view(usual).phase, Phase::Closed);
    assert!(!class.answers(usual, "right") && class.answers(half, "right"));
    class.wait(10_001);
    assert_eq!(class.room.stage, Stage::Open, "who has no limit is waited for");
    assert!(class.answers(none, "right"));
    class.wait(301);
    assert_eq!(class.room.stage, Stage::Closed);
    class.orders(&[Order::More { ms: 30_000 }]);
    assert_eq!(left(&class, usual), Some(30_000), "and may be opened again");
    assert!(class.answers(usual, "right"));
}

#[test]
fn a_slow_phone_is_waited_for_and_no_longer_than_a_third_of_a_second() {
    let mut class = Class::new(Mode::Class, Some(20));
    let dana = class.join("Dana");
    class.orders(&[Order::Start]);
    class.wait(20_200);
    assert_eq!(
        class.room.stage,
        Stage::Open,
        "the last moment of grace is not over"
    );
    assert!(!class.answers_slowly(dana, "right", 300));
    assert!(class.answers_slowly(dana, "right", 400));
    class.wait(101);
    assert!(!class.answers_slowly(dana, "no", 100_000));
    assert_eq!(class.room.stage, Stage::Closed);
}

#[test]
fn a_pause_stops_the_clock_and_the_answers() {
    let mut class = Class::new(Mode::Class, Some(20));
    let dana = class.join("Dana");
    class.orders(&[Order::Start]);
    class.wait(5_000);
    class.orders(&[Order::Pause]);
    class.wait(60_000);
    assert_eq!(class.view(dana).phase, Phase::Paused);
    assert_eq!(class.view(dana).round.unwrap().left, Some(15_000));
    assert!(!class.answers(dana, "right"));
    class.orders(&[Order::Pause]);
    assert_eq!(class.view(dana).round.unwrap().left, Some(15_000));
    assert!(class.answers(dana, "right"));
}

#[test]
fn a_question_may_be_skipped_dropped_or_get_another_key() {
    let mut class = Class::new(Mode::Class, None);
    let dana = class.join("Dana");
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "no"));
    class.orders(&[Order::Skip]);
    assert_eq!(class.view(dana).round.unwrap().number, 2);
    assert!(class.answers(dana, "no"));
    let second = class.room.question_at(1).unwrap();
    class.orders(&NEXT);
    assert!(class.answers(dana, "never"));
    let third = class.room.question_at(2).unwrap();
    class.orders(&[Order::Close, Order::Reveal, Order::Next]);
    let result = |class: &Class| {
        let result = class.view(dana).result.unwrap();
        (result.right.unwrap(), result.of)
    };
    assert_eq!(result(&class), (0, 2));
    let accept = Change::Accept {
        question: second,
        option: 1,
    };
    class.orders(&[Order::Change(accept)]);
    assert_eq!(result(&class), (1, 2));
    class.orders(&[Order::Change(Change::Drop { question: third })]);
    assert_eq!(result(&class), (1, 1));
    assert_eq!(class.room.results().changes.len(), 2);
    let nonsense = Change::Key {
        question: second,
        option: 9,
    };
    assert_eq!(class.order(Order::Change(nonsense)), Err(Refusal::NoQuestion));
}

#[test]
fn the_end_leaves_out_a_question_that_somebody_has_not_answered_yet() {
    let asked = |mode, answers: bool| {
        let mut class = Class::new(mode, None);
        let (dana, arman) = (class.join("Dana"), class.join("Arman"));
        class.orders(&[Order::Start]);
        assert!(class.answers(dana, "no"));
        if answers {
            assert!(class.answers(arman, "no"));
        }
        class.orders(&[Order::End]);
        let question = class.room.question_at(0).unwrap();
        let sheets = class.room.results().sheets;
        sheets
            .iter()
            .all(|sheet| sheet.given[question] != Given::NotAsked)
            && !sheets.is_empty()
    };
    assert!(!asked(Mode::Class, false) && !asked(Mode::Teams, false));
    assert!(asked(Mode::Class, true), "all had answered");
    assert!(asked(Mode::Poll, false), "nothing is wrong in a poll");
    assert!(asked(Mode::Exam, false), "there was time for all");
    let mut class = Class::new(Mode::Class, None);
    let (dana, arman) = (class.join("Dana"), class.join("Arman"));
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "right"));
    class.orders(&[Order::End]);
    let left_out = |pupil: usize| class.view(pupil).result.unwrap().left_out;
    assert_eq!((left_out(dana), left_out(arman)), (Some(1), None));
}

#[test]
fn a_race_is_worth_more_to_the_quick_and_says_so_after_the_reveal() {
    let mut class = Class::new(Mode::Race, Some(20));
    let (quick, slow) = (class.join("quick"), class.join("slow"));
    class.orders(&[Order::Start]);
    assert!(class.answers(quick, "right"));
    assert!(!class.answers(quick, "no"), "an answer of a race stands");
    let text = serde_json::to_string(&class.view(quick)).unwrap();
    assert!(!text.contains("points"), "{text}");
    class.wait(10_000);
    assert!(class.answers(slow, "right"));
    class.wait(1);
    assert_eq!(class.room.stage, Stage::Closed, "all have answered");
    assert_eq!(class.room.points(quick), 0, "banked");
    class.orders(&[Order::Reveal]);
    let points = |pupil| class.view(pupil).reveal.unwrap().points;
    assert_eq!((points(quick), points(slow)), (Some(1_000), Some(750)));
}

#[test]
fn a_poll_has_nothing_that_is_right() {
    let mut class = Class::new(Mode::Poll, None);
    let dana = class.join("Dana");
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "no"));
    assert!(class.room.board(class.now).options.iter().all(|bar| !bar.is_key));
    class.orders(&[Order::Close, Order::Reveal]);
    let reveal = class.view(dana).reveal.unwrap();
    assert!(reveal.right.is_empty() && reveal.was_right.is_none() && reveal.explanation.is_none());
    assert_eq!(reveal.chosen.iter().sum::<usize>(), 1);
    assert_eq!(
        class.order(Order::Change(Change::Drop { question: 0 })),
        Err(Refusal::Poll)
    );
    class.orders(&[Order::End]);
    let result = class.view(dana).result.unwrap();
    assert!(result.right.is_none() && result.missed.is_empty());
    assert!(
        class
            .room
            .kept_paper()
            .questions
            .iter()
            .all(|question| question.keys().is_empty())
    );
}

#[test]
fn at_their_own_pace_each_pupil_goes_on_alone() {
    let mut class = Class::new(Mode::OwnPace, None);
    let (dana, arman) = (class.join("Dana"), class.join("Arman"));
    class.orders(&[Order::Start]);
    assert!(class.answers(dana, "right"));
    assert_eq!(class.view(dana).phase, Phase::Reveal);
    assert_eq!(class.view(dana).reveal.unwrap().was_right, Some(true));
    assert!(!class.answers(dana, "no"), "it was told what is right");
    assert_eq!(class.view(arman).phase, Phase::Open);
    let event = class.room.go(dana, 3).unwrap();
    class.happen(event);
    assert_eq!(class.view(dana).round.unwrap().number, 3);
    assert_eq!((class.room.go(dana, 4), class.room.go(dana, 0)), (None, None));
    assert_eq!(class.order(Order::Skip), Err(Refusal::OwnPace));
    for pupil in [dana, arman] {
        assert_eq!(class.room.stage, Stage::Open);
        let event = class.room.finish(pupil).unwrap();
        class.happen(event);
        assert_eq!(class.view(pupil).phase, Phase::Waiting);
        assert_eq!(class.room.go(pupil, 2), None);
    }
    class.wait(1);
    assert_eq!(class.room.stage, Stage::End, "all have handed in");
    let result = class.view(arman).result.unwrap();
    assert_eq!(
        (result.right, result.of),
        (Some(0), 3),
        "what is left open was asked"
    );
}

#[test]
fn an_exam_tells_nothing_before_its_end() {
    let mut class = Class::new(Mode::Exam, Some(600));
    let pupils: Vec<usize> = (0..8).map(|_| class.join("")).collect();
    class.orders(&[Order::Start]);
    assert!(class.room.is_locked);
    let firsts: Vec<String> = pupils
        .iter()
        .map(|pupil| class.view(*pupil).round.unwrap().text)
        .collect();
    assert!(
        firsts.iter().any(|text| *text != firsts[0]),
        "each has an order of their own"
    );
    assert!(
        class.answers(pupils[0], "right") && class.answers(pupils[0], "no"),
        "may be changed"
    );
    let view = class.view(pupils[0]);
    assert_eq!((view.phase, view.reveal), (Phase::Open, None));
    let late = pupils[1];
    class.orders(&[Order::Extra(late + 1, Extra::Double)]);
    class.wait(600_400);
    assert_eq!(class.view(pupils[0]).phase, Phase::Waiting);
    assert_eq!(class.view(late).phase, Phase::Open);
    class.wait(600_000);
    assert_eq!(class.room.stage, Stage::End);
    assert_eq!(class.view(pupils[0]).result.unwrap().missed.len(), 3);
}

/// What a phone may see before the reveal does not depend on whether its answer is right, in no field.
#[test]
fn before_the_reveal_no_field_tells_right_from_wrong() {
    for mode in [Mode::Class, Mode::Race, Mode::Teams, Mode::Poll, Mode::Exam] {
        // Two rooms that differ in nothing but which option is right.
        let seen = |key: usize| {
            let mut class = Class::new(mode, Some(30));
            for question in &mut class.room.paper.questions {
                if let suraq::quiz::Answer::Choice { keys, .. } = &mut question.answer {
                    *keys = vec![key];
                }
            }
            class.room = suraq::live::Room::new(class.room.paper.clone(), class.room.settings.clone());
            let pupils = [class.join("Dana"), class.join("Arman")];
            let mut frames = Vec::new();
            let note = |class: &Class, frames: &mut Vec<String>| {
                for pupil in pupils {
                    frames.push(serde_json::to_string(&class.view(pupil)).unwrap());
                }
                frames.push(serde_json::to_string(&class.room.screen_view(class.now)).unwrap());
            };
            note(&class, &mut frames);
            class.orders(&[Order::Start]);
            note(&class, &mut frames);
            for (pupil, text) in [(pupils[0], "right"), (pupils[1], "no")] {
                assert!(class.answers(pupil, text));
                note(&class, &mut frames);
            }
            class.wait(20_000);
            note(&class, &mut frames);
            if mode != Mode::Exam {
                if class.room.stage == Stage::Open {
                    class.orders(&[Order::Close]);
                }
                note(&class, &mut frames);
            }
            frames
        };
        assert_eq!(seen(0), seen(1), "{mode:?}");
    }
}
