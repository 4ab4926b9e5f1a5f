//! The journal: whatever happened, and wherever it is cut, the room comes back.

use proptest::prelude::*;
use suraq::live::Event;
use suraq::live::Extra;
use suraq::live::Order;
use suraq::live::Room;
use suraq::live::Settings;
use suraq::live::joining::Joining;
use suraq::live::journal;
use suraq::live::journal::Header;
use suraq::live::journal::JournalError;
use suraq::live::wire::Mode;
use suraq::quiz::scores::Change;

use super::class::Class;

/// What may happen in a room.
#[derive(Clone, Debug)]
enum Deed {
    Join(&'static str),
    Back(usize),
    Order(Order),
    Answer(usize, usize),
    Go(usize, usize),
    Finish(usize),
    Wait(u64),
}

fn order() -> impl Strategy<Value = Order> {
    let number = 0usize..6;
    let question = 0usize..3;
    let option = 0usize..4;
    prop_oneof![
        4 => Just(Order::Start),
        4 => Just(Order::Close),
        4 => Just(Order::Reveal),
        4 => Just(Order::Next),
        1 => Just(Order::More { ms: 30_000 }),
        1 => Just(Order::Pause),
        1 => Just(Order::Skip),
        1 => question.clone().prop_map(|question| Order::Change(Change::Drop { question })),
        1 => (question.clone(), option.clone())
            .prop_map(|(question, option)| Order::Change(Change::Accept { question, option })),
        1 => (question, option).prop_map(|(question, option)| Order::Change(Change::Key { question, option })),
        1 => any::<bool>().prop_map(Order::Lock),
        1 => number.clone().prop_map(Order::Kick),
        1 => number.clone().prop_map(Order::Ban),
        1 => number.clone().prop_map(|number| Order::Rename(number, "Dana".to_owned())),
        1 => any::<bool>().prop_map(Order::Hide),
        1 => number.prop_map(|number| Order::Extra(number, Extra::Double)),
        1 => any::<bool>().prop_map(Order::Places),
        1 => Just(Order::End),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let pupil = 0usize..5;
    prop_oneof![
        4 => prop_oneof![Just("Dana"), Just("Дана"), Just(""), Just("😀")].prop_map(Deed::Join),
        1 => pupil.clone().prop_map(Deed::Back),
        5 => order().prop_map(Deed::Order),
        6 => (pupil.clone(), 0usize..4).prop_map(|(pupil, option)| Deed::Answer(pupil, option)),
        1 => (pupil.clone(), 0usize..5).prop_map(|(pupil, to)| Deed::Go(pupil, to)),
        1 => pupil.prop_map(Deed::Finish),
        3 => (0u64..15_000).prop_map(Deed::Wait),
    ]
}

fn mode() -> impl Strategy<Value = Mode> {
    prop_oneof![
        Just(Mode::Class),
        Just(Mode::Race),
        Just(Mode::OwnPace),
        Just(Mode::Exam),
        Just(Mode::Poll)
    ]
}

fn act(class: &mut Class, deed: &Deed) {
    let is_there = |pupil: &usize, class: &Class| *pupil < class.room.pupils.len();
    match deed {
        Deed::Join(name) => {
            let joining = Joining {
                name: (*name).to_owned(),
                ..Joining::default()
            };
            // A locked or full room refuses, which is no event.
            let _ = class.try_join(&joining);
        }
        Deed::Back(pupil) if is_there(pupil, class) => {
            let joining = Joining {
                rejoin: class.room.pupils[*pupil].rejoin.clone(),
                ..Joining::default()
            };
            let _ = class.try_join(&joining);
        }
        Deed::Order(order) => {
            let _ = class.order(order.clone());
        }
        Deed::Answer(pupil, option) if is_there(pupil, class) => {
            let text = ["right", "no ", "never", "nowhere"][*option];
            class.answers(*pupil, text);
        }
        Deed::Go(pupil, to) => {
            let event = class.room.go(*pupil, *to);
            event.into_iter().for_each(|event| class.happen(event));
        }
        Deed::Finish(pupil) => {
            let event = class.room.finish(*pupil);
            event.into_iter().for_each(|event| class.happen(event));
        }
        Deed::Wait(ms) => class.wait(*ms),
        Deed::Back(_) | Deed::Answer(..) => {}
    }
}

fn header(room: &Room) -> Header {
    Header {
        format: journal::FORMAT,
        opened: "2026-11-27T09:00:00Z".to_owned(),
        port: 7878,
        screen: "s".to_owned(),
        settings: room.settings.clone(),
        paper: room.paper.clone(),
    }
}

fn written(class: &Class) -> String {
    let mut text = journal::line(&header(&class.room));
    class
        .entries
        .iter()
        .for_each(|entry| text.push_str(&journal::line(entry)));
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_room_is_made_again_from_any_beginning_of_its_journal(
        mode in mode(), deeds in prop::collection::vec(deed(), 0..60)
    ) {
        let mut class = Class::new(mode, Some(20));
        let mut rooms = vec![class.room.clone()];
        for deed in &deeds {
            let before = class.entries.len();
            act(&mut class, deed);
            // Several events of one deed are written together; the room between them is seen by nobody.
            rooms.extend((before..class.entries.len()).map(|_| class.room.clone()));
        }
        let read = journal::read(written(&class).as_bytes()).unwrap();
        prop_assert_eq!(&read.replay(), &class.room);
        let mut again = Room::new(read.header.paper.clone(), read.header.settings.clone());
        for (at, entry) in read.entries.iter().enumerate() {
            again.apply(entry);
            if entry.at != read.entries.get(at + 1).map_or(u64::MAX, |next| next.at) {
                prop_assert_eq!(&again, &rooms[at + 1]);
            }
        }
    }

    #[test]
    fn counting_anew_is_replaying(
        mode in mode(), deeds in prop::collection::vec(deed(), 0..50), question in 0usize..3, option in 0usize..4
    ) {
        let mut class = Class::new(mode, Some(20));
        deeds.iter().for_each(|deed| act(&mut class, deed));
        // Refused in a poll, where nothing is counted.
        let _ = class.order(Order::End);
        let _ = class.order(Order::Change(Change::Key { question, option }));
        let again = journal::read(written(&class).as_bytes()).unwrap().replay();
        for pupil in 0..class.room.pupils.len() {
            prop_assert_eq!(again.outcome(pupil), class.room.outcome(pupil));
        }
        prop_assert_eq!(again.results(), class.room.results());
    }
}

#[test]
fn a_journal_cut_at_any_byte_is_read_up_to_its_last_whole_line() {
    let mut class = Class::new(Mode::Class, None);
    let dana = class.join("Дана");
    class.orders(&[Order::Start]);
    class.answers(dana, "right");
    let text = written(&class);
    let bytes = text.as_bytes();
    let ends: Vec<usize> = (1..=bytes.len()).filter(|end| bytes[end - 1] == b'\n').collect();
    for cut in 0..=bytes.len() {
        let whole = ends.iter().filter(|end| **end <= cut).count();
        match journal::read(&bytes[..cut]) {
            Err(JournalError::Empty) => assert_eq!(whole, 0, "{cut}"),
            Err(error) => panic!("{cut}: {error}"),
            Ok(read) => {
                assert_eq!(read.entries.len(), whole - 1, "{cut}");
                assert_eq!((read.whole, read.whole + read.torn), (ends[whole - 1], cut));
            }
        }
    }
}

#[test]
fn damage_in_the_middle_is_named_and_not_passed_over() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dana");
    class.orders(&[Order::Start]);
    let text = written(&class).replace("\"joined\"", "\"jained\"");
    let error = journal::read(text.as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("line 2: "), "{error}");
    let text = written(&class).replace("{\"format\":1", "{\"format\":9");
    let error = journal::read(text.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("format 9 is newer"), "{error}");
}

#[test]
fn a_journal_that_names_what_is_not_there_changes_nothing() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dana");
    class.orders(&[Order::Start]);
    let mut before = class.room.clone();
    for event in [
        Event::Answered {
            pupil: 7,
            question: 0,
            option: 0,
            elapsed: 0,
        },
        Event::Answered {
            pupil: 0,
            question: 9,
            option: 0,
            elapsed: 0,
        },
        Event::Answered {
            pupil: 0,
            question: 0,
            option: 9,
            elapsed: 0,
        },
        Event::Finished { pupil: 3 },
        Event::Returned { pupil: 3 },
    ] {
        class.happen(event);
    }
    // They are counted, as lines of the journal are.
    assert_eq!(class.room.events, before.events + 5);
    before.events = class.room.events;
    assert_eq!(class.room, before);
    let _ = Settings::default();
}

#[test]
fn forgotten_names_are_gone_from_the_journal() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dana");
    class.join("Arman");
    class.orders(&[Order::Rename(2, "Arman B.".to_owned())]);
    let text = journal::read(written(&class).as_bytes())
        .unwrap()
        .renamed(&|_, number| Some(number.to_string()));
    assert!(!text.contains("Dana") && !text.contains("Arman"), "{text}");
    let room = journal::read(text.as_bytes()).unwrap().replay();
    assert_eq!(
        (room.pupils[0].name.as_str(), room.pupils[1].name.as_str()),
        ("1", "2")
    );
}

#[test]
fn a_pupil_who_is_forgotten_leaves_no_earlier_name() {
    let mut class = Class::new(Mode::Class, None);
    class.join("Dnaa");
    class.join("Arman");
    class.orders(&[Order::Rename(1, "Dana".to_owned())]);
    let text = journal::read(written(&class).as_bytes())
        .unwrap()
        .renamed(&|name, _| (name == "Dana").then(|| "9A-1".to_owned()));
    assert!(!text.contains("Dana") && !text.contains("Dnaa"), "{text}");
    let room = journal::read(text.as_bytes()).unwrap().replay();
    assert_eq!(
        (room.pupils[0].name.as_str(), room.pupils[1].name.as_str()),
        ("9A-1", "Arman")
    );
}
