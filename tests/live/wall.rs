//! What is the same on phones, wall and terminal, and what the wall alone shows.

use suraq::live::Order;
use suraq::live::Settings;
use suraq::live::wire::Mode;
use suraq::quiz::scores::Change;

use super::class::Class;
use super::class::paper;

const NEXT: [Order; 3] = [Order::Close, Order::Reveal, Order::Next];

#[test]
fn in_an_exam_each_phone_has_an_order_and_names_of_its_own_and_no_letters() {
    let mut class = Class::new(Mode::Exam, None);
    let pupils: Vec<usize> = (0..6).map(|_| class.join("")).collect();
    class.orders(&[Order::Start]);
    let rounds: Vec<_> = pupils
        .iter()
        .map(|pupil| class.view(*pupil).round.unwrap())
        .collect();
    let orders: Vec<Vec<&str>> = rounds
        .iter()
        .map(|round| round.options.iter().map(|option| option.text.as_str()).collect())
        .collect();
    assert!(orders.iter().any(|order| *order != orders[0]));
    assert!(rounds.iter().all(|round| !round.is_lettered));
    assert!(
        rounds
            .iter()
            .skip(1)
            .all(|round| round.question != rounds[0].question)
    );
    assert!(
        rounds
            .iter()
            .skip(1)
            .all(|round| round.options[0].id != rounds[0].options[0].id)
    );
    assert_eq!(class.view(pupils[0]).round.unwrap(), rounds[0], "and keeps them");
}

#[test]
fn at_the_teachers_pace_a_letter_names_one_option_on_every_phone_the_projector_and_the_terminal() {
    for mode in [Mode::Class, Mode::Race, Mode::Teams, Mode::Poll] {
        let mut class = Class::new(mode, None);
        let pupils = [class.join("Dana"), class.join("Arman")];
        for number in 1..=3 {
            class.orders(&[class.room.usual().unwrap()]);
            let board = class.room.board(class.now);
            let letters: Vec<String> = board.options.into_iter().map(|bar| bar.text).collect();
            let screen = class.room.screen_view(class.now).round.unwrap();
            let rounds = pupils.map(|pupil| class.view(pupil).round.unwrap());
            for round in rounds.iter().chain([&screen]) {
                let texts: Vec<&String> = round.options.iter().map(|option| &option.text).collect();
                assert!(
                    round.is_lettered && texts.iter().copied().eq(&letters),
                    "{mode:?} {number}"
                );
            }
            assert_ne!(
                rounds[0].question, rounds[1].question,
                "names are their own still"
            );
            assert_ne!(rounds[0].options[0].id, rounds[1].options[0].id);
            assert!(class.answers(pupils[0], "never"));
            class.orders(&NEXT[..2]);
        }
    }
}

#[test]
fn the_projector_tells_at_the_end_how_the_class_did() {
    let mut class = Class::new(Mode::Class, None);
    let (dana, arman) = (class.join("Dana"), class.join("Arman"));
    for number in 1..=3 {
        class.orders(&[class.room.usual().unwrap()]);
        assert!(class.answers(dana, "right"));
        assert!(number == 2 || class.answers(arman, if number == 1 { "right" } else { "no" }));
        class.orders(&NEXT[..2]);
        assert_eq!(
            class.room.screen_view(class.now).whole,
            None,
            "not before the end"
        );
    }
    class.orders(&[Order::Next]);
    let screen = class.room.screen_view(class.now);
    assert_eq!(screen.result, None, "no standings unless the teacher shows them");
    let whole = screen.whole.unwrap();
    assert_eq!((whole.right, whole.of, whole.all), (4, 6, 3));
    let shares: Vec<_> = whole
        .questions
        .iter()
        .map(|share| (share.number, share.right, share.asked))
        .collect();
    assert_eq!(shares, [(1, 2, 2), (2, 1, 2), (3, 1, 2)]);
    assert!(class.view(dana).whole.is_none(), "a phone has its own result");
    let third = class.room.question_at(2).unwrap();
    class.orders(&[
        Order::Change(Change::Drop { question: third }),
        Order::Places(true),
    ]);
    let screen = class.room.screen_view(class.now);
    let whole = screen.whole.unwrap();
    assert_eq!(
        (whole.right, whole.of, whole.all, whole.questions.len()),
        (3, 4, 2, 2)
    );
    assert_eq!(screen.result.unwrap().best[0].0, "Dana");
    let mut poll = Class::new(Mode::Poll, None);
    poll.join("Dana");
    poll.orders(&[Order::Start, Order::End]);
    assert_eq!(poll.room.screen_view(poll.now).whole, None);
}

#[test]
fn of_many_questions_the_projector_tells_the_hardest() {
    let mut class = Class::new(Mode::Class, None);
    class.room = suraq::live::Room::new(paper(14), Settings::default());
    let dana = class.join("Dana");
    for number in 1..=14 {
        class.orders(&[class.room.usual().unwrap()]);
        assert!(class.answers(dana, if number % 2 == 0 { "no" } else { "right" }));
        class.orders(&NEXT[..2]);
    }
    class.orders(&[Order::Next]);
    let whole = class.room.screen_view(class.now).whole.unwrap();
    assert_eq!((whole.right, whole.of, whole.all), (7, 14, 14));
    let numbers: Vec<usize> = whole.questions.iter().map(|share| share.number).collect();
    assert_eq!(
        numbers,
        [1, 2, 3, 4, 5, 6, 8, 10, 12, 14],
        "all that were missed, and the first of the others"
    );
}

#[test]
fn the_teacher_sees_no_reason_in_a_poll_and_the_projector_that_it_is_locked() {
    let mut class = Class::new(Mode::Poll, None);
    class.join("Dana");
    class.orders(&[Order::Start, Order::Close, Order::Reveal]);
    let board = class.room.board(class.now);
    assert_eq!((board.explanation, board.source), (None, None));
    let mut class = Class::new(Mode::Exam, None);
    let dana = class.join("Dana");
    assert!(!class.room.screen_view(class.now).is_locked);
    class.orders(&[Order::Start]);
    let screen = class.room.screen_view(class.now);
    assert!(screen.is_locked && screen.title == "Lakes");
    assert!(class.answers(dana, "right"));
    assert_eq!(class.room.board(class.now).given(), 1);
    class.orders(&[Order::Lock(false)]);
    assert!(!class.room.screen_view(class.now).is_locked);
}
