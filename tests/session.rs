//! Sittings played from beginning to end: what each key does, and what is on disk afterwards.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::Offset;
use suraq::items::Detail;
use suraq::items::Distractor;
use suraq::items::Item;
use suraq::items::ItemId;
use suraq::items::Kind;
use suraq::items::Status;
use suraq::progress::Store;
use suraq::schedule::LeechStep;
use suraq::schedule::Load;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;
use suraq::schedule::Wait;
use suraq::session::Action;
use suraq::session::Buttons;
use suraq::session::Effect;
use suraq::session::Face;
use suraq::session::Key;
use suraq::session::Mode;
use suraq::session::Options;
use suraq::session::Refusal;
use suraq::session::Session;
use suraq::session::Stage;
use suraq::session::StudyCard;

fn now() -> Moment {
    let at: Timestamp = "2031-03-10T09:00:00Z".parse().unwrap();
    Moment::new(at, Offset::UTC, 240)
}

fn after(seconds: i64) -> Moment {
    now().later(seconds, 240)
}

fn card(id: &str, key: &str, others: &[&str]) -> StudyCard {
    let item = Item {
        id: ItemId(id.to_owned()),
        fact: None,
        kind: Some(Kind::Which),
        stem: format!("Which tree stands in garden {id}?"),
        key: key.to_owned(),
        accept: vec![],
        distractors: others
            .iter()
            .map(|text| Distractor {
                text: (*text).to_owned(),
                why: Some("it stands elsewhere".to_owned()),
            })
            .collect(),
        detail: Detail::default(),
        explanation: Some(format!("{key} was planted first.")),
        importance: 2,
        difficulty: None,
        tags: vec![],
        as_of: None,
        contested: false,
        status: Status::Accepted,
        changed: None,
        added: None,
        record: Default::default(),
    };
    let mut card = StudyCard::new(format!("gardens/{id}"), "Gardens", item);
    card.statement = Some(format!("Garden {id} holds the {key}."));
    card
}

fn three() -> Vec<StudyCard> {
    vec![
        card("1", "Hawthorn", &["Rowan", "Spindle"]),
        card("2", "Juniper", &[]),
        card("3", "Almond", &[]),
    ]
}

struct Desk {
    store: Store,
    session: Session,
}

fn sit(cards: Vec<StudyCard>, options: Options) -> Desk {
    let store = Store::in_memory().unwrap();
    let session = Session::new(cards, options, 5, &store, now()).unwrap();
    Desk { store, session }
}

impl Desk {
    fn act(&mut self, action: Action<'_>) -> Effect {
        self.act_at(action, now())
    }

    fn act_at(&mut self, action: Action<'_>, now: Moment) -> Effect {
        self.session.act(action, &mut self.store, now).unwrap()
    }

    fn rate(&mut self, rating: Rating) {
        self.act(Action::Reveal);
        let effect = self.act(Action::Rate(rating));
        assert!(matches!(effect, Effect::Rated { .. }), "{effect:?}");
    }

    fn id(&self) -> &str {
        self.session.view(now()).map_or("over", |view| view.id)
    }
}

#[test]
fn a_rating_before_the_reveal_does_nothing_but_say_so() {
    let mut desk = sit(three(), Options::default());
    assert_eq!(
        desk.act(Action::Rate(Rating::Good)),
        Effect::Refused(Refusal::RevealFirst)
    );
    assert_eq!(desk.id(), "gardens/1");
    assert!(desk.store.history("gardens/1").unwrap().is_empty());
}

#[test]
fn the_screen_shows_where_one_is_and_the_next_intervals() {
    let mut desk = sit(three(), Options::default());
    let view = desk.session.view(now()).unwrap();
    assert_eq!((view.number, view.total, view.left.new), (1, 3, 3));
    assert_eq!(view.stage, Stage::Front);
    assert!(view.answered.is_none());
    assert!(view.keys.contains(&Key::AsChoices) && !view.keys.contains(&Key::Rate));
    desk.act(Action::Reveal);
    let view = desk.session.view(now()).unwrap();
    let waits: Vec<String> = view
        .ratings
        .iter()
        .map(|(_, wait)| wait.unwrap().to_string())
        .collect();
    assert_eq!(waits[..3], ["1 min", "6 min", "10 min"]);
    assert!(waits[3].ends_with(" d"), "{waits:?}");
    assert_eq!(view.answered.unwrap().answer, "Hawthorn");
    assert_eq!(view.proposed, Some(Rating::Good));
}

#[test]
fn a_rating_is_on_disk_before_the_next_card_is_shown() {
    let mut desk = sit(three(), Options::default());
    desk.act(Action::Reveal);
    let effect = desk.act_at(Action::Rate(Rating::Easy), after(7));
    let Effect::Rated {
        id,
        wait: Some(Wait::Days(_)),
        ..
    } = effect
    else {
        panic!("{effect:?}")
    };
    assert_eq!((id.as_str(), desk.id()), ("gardens/1", "gardens/2"));
    let history = desk.store.history("gardens/1").unwrap();
    assert_eq!(
        (history.len(), history[0].took, history[0].after.state.phase),
        (1, Some(7_000), Phase::Review)
    );
}

#[test]
fn a_card_that_comes_back_is_counted_once() {
    let mut desk = sit(three(), Options::default());
    let place = |desk: &Desk| {
        let view = desk.session.view(now()).unwrap();
        (view.number, view.total, view.coming_back)
    };
    assert_eq!(place(&desk), (1, 3, 0));
    desk.rate(Rating::Again);
    assert_eq!(place(&desk), (2, 3, 1));
    desk.act(Action::Flag(1));
    assert_eq!(place(&desk), (2, 3, 1), "a flag moves nothing");
    desk.rate(Rating::Good);
    assert_eq!(place(&desk), (3, 3, 2));
    desk.rate(Rating::Easy);
    assert_eq!(desk.id(), "gardens/1");
    assert_eq!(place(&desk), (3, 3, 1), "the one on screen is back already");
    desk.rate(Rating::Easy);
    assert_eq!(place(&desk), (3, 3, 0));
    desk.act(Action::Undo);
    assert_eq!(place(&desk), (3, 3, 1));
}

#[test]
fn a_lapse_comes_back_in_the_same_sitting_and_nobody_waits_for_it() {
    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Again);
    assert_eq!(desk.id(), "gardens/2");
    desk.act(Action::Reveal);
    desk.act_at(Action::Rate(Rating::Easy), after(61));
    assert_eq!(
        desk.session.view(after(61)).unwrap().id,
        "gardens/1",
        "its minute has come"
    );
    desk.act_at(Action::Reveal, after(62));
    desk.act_at(Action::Rate(Rating::Good), after(62));
    desk.rate(Rating::Easy);
    assert_eq!(desk.id(), "gardens/1", "nothing else is left");
    desk.rate(Rating::Good);
    assert!(desk.session.is_over());
    let summary = desk.session.summary();
    assert_eq!((summary.answers, summary.cards, summary.new_cards), (5, 3, 3));
    assert_eq!(summary.ratings, [1, 0, 2, 2]);
    assert_eq!(
        (summary.missed.len(), summary.missed[0].answer.as_str()),
        (1, "Hawthorn")
    );
    assert_eq!(summary.next.values().sum::<usize>(), 3);
    assert_eq!(desk.act(Action::Reveal), Effect::Refused(Refusal::Over));
}

#[test]
fn a_lone_card_waits_for_its_minute_unless_the_learner_will_not() {
    let mut desk = sit(vec![card("1", "Hawthorn", &[])], Options::default());
    desk.rate(Rating::Again);
    assert_eq!(desk.session.waits_until(), Some(after(60).at));
    assert!(!desk.session.is_over() && desk.session.view(now()).is_none());
    assert_eq!(desk.act(Action::Reveal), Effect::Refused(Refusal::Waiting));
    assert!(matches!(desk.act(Action::Undo), Effect::TakenBack(_)));
    assert_eq!((desk.id(), desk.session.waits_until()), ("gardens/1", None));
    desk.rate(Rating::Again);
    desk.act(Action::GoOn);
    assert_eq!(desk.id(), "gardens/1", "shown before its minute");
    desk.rate(Rating::Again);
    desk.act_at(Action::GoOn, after(60));
    assert_eq!(desk.id(), "gardens/1", "its minute has come");
    desk.act_at(Action::Reveal, after(60));
    desk.act_at(Action::Rate(Rating::Again), after(60));
    assert_eq!(desk.act(Action::Quit), Effect::Ended);
    assert!(desk.session.is_over());
    assert_eq!(desk.session.summary().left, 1);
    assert_eq!(
        desk.session.first_minute(&desk.store).unwrap(),
        Some(after(120).at)
    );
}

#[test]
fn a_card_that_comes_back_after_long_ends_the_sitting() {
    let settings = Settings {
        learning_steps: vec![3_600],
        ..Settings::default()
    };
    let options = Options {
        scheduler: Scheduler::new(settings).unwrap(),
        ..Options::default()
    };
    let mut desk = sit(vec![card("1", "Hawthorn", &[])], options.clone());
    desk.rate(Rating::Again);
    assert!(desk.session.is_over());
    assert_eq!(desk.session.summary().left, 0);
    let cards = vec![card("1", "Hawthorn", &[])];
    let later = Session::new(cards, options, 5, &desk.store, after(50 * 60)).unwrap();
    assert!(
        later.card().is_some(),
        "within twenty minutes a new sitting shows it"
    );
}

#[test]
fn cards_are_spread_over_days_and_the_wait_shown_is_the_one_kept() {
    let load = Load::new(now().day, vec![0; 60]);
    let scheduler = Scheduler::default().with_load(load);
    let options = Options {
        scheduler,
        ..Options::default()
    };
    let cards: Vec<StudyCard> = (0..40)
        .map(|number| card(&number.to_string(), "Oak", &[]))
        .collect();
    let mut desk = sit(cards, options);
    let mut days: BTreeMap<u64, u32> = BTreeMap::new();
    while !desk.session.is_over() {
        desk.act(Action::Reveal);
        let shown = desk.session.view(now()).unwrap().ratings[3].1;
        let Effect::Rated { wait, .. } = desk.act(Action::Rate(Rating::Easy)) else {
            panic!("it was not rated");
        };
        assert_eq!(wait, shown);
        *days
            .entry(wait.unwrap().duration().as_secs().unsigned_abs() / 86_400)
            .or_default() += 1;
    }
    // Fuzz allows five days or so; none of them gets half of the cards.
    assert!(
        days.len() >= 3 && days.values().all(|cards| *cards < 20),
        "{days:?}"
    );
}

#[test]
fn a_typed_answer_is_graded_and_a_rating_proposed() {
    let mut desk = sit(
        three(),
        Options {
            face: Some(Face::Typed),
            ..Options::default()
        },
    );
    assert_eq!(desk.session.view(now()).unwrap().stage, Stage::Typing);
    desk.act(Action::Type("hawthorn"));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Good));
    desk.act(Action::Accept);
    desk.act(Action::Type(""));
    let view = desk.session.view(now()).unwrap();
    assert_eq!(view.proposed, Some(Rating::Again));
    assert!(!view.keys.contains(&Key::WasRight), "nothing was typed");
    assert_eq!(desk.act(Action::WasRight), Effect::Refused(Refusal::NothingTyped));
    desk.act(Action::Accept);
    assert_eq!(
        desk.store.history("gardens/1").unwrap()[0].verdict.as_deref(),
        Some("right")
    );
    assert_eq!(
        desk.store.history("gardens/2").unwrap()[0].rating,
        Some(Rating::Again)
    );
}

#[test]
fn who_types_nothing_on_a_card_from_anki_compares_as_there() {
    let from_anki = |place: usize| {
        let mut card = card("1", "Juniper", &[]);
        card.item.id = ItemId(format!("anki-7572cmipap4yd-{place}"));
        card.item.tags = vec!["typed".to_owned()];
        StudyCard::new(format!("gardens/{}", card.item.id), "Gardens", card.item)
    };
    let options = Options {
        suited_faces: true,
        ..Options::default()
    };
    let mut desk = sit((1..=3).map(from_anki).collect(), options);
    for action in [Action::Type(" "), Action::Reveal] {
        assert_eq!(desk.session.view(now()).unwrap().stage, Stage::Typing);
        desk.act(action);
        let view = desk.session.view(now()).unwrap();
        assert_eq!((view.stage, view.proposed), (Stage::Revealed, Some(Rating::Good)));
        assert!(view.answered.as_ref().unwrap().verdict.is_none());
        desk.act(Action::Accept);
    }
    desk.act(Action::Type("Oak"));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Again));
}

#[test]
fn the_learner_may_say_that_an_answer_was_right() {
    let mut desk = sit(
        three(),
        Options {
            face: Some(Face::Typed),
            ..Options::default()
        },
    );
    desk.act(Action::Type("Crataegus"));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Again));
    let effect = desk.act(Action::WasRight);
    let form = "Crataegus".to_owned();
    assert_eq!(
        effect,
        Effect::AcceptedForm {
            id: "gardens/1".to_owned(),
            form: form.clone()
        }
    );
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Good));
    assert_eq!(desk.session.card().unwrap().item.accept, [form]);
    // Taken back, the answer stands there as it was checked before.
    let before = three().remove(0).item;
    desk.session
        .replace_item("gardens/1", before, &desk.store, now())
        .unwrap();
    let view = desk.session.view(now()).unwrap();
    assert_eq!(
        (view.answered.unwrap().given, view.proposed),
        (Some("Crataegus"), Some(Rating::Again))
    );
}

#[test]
fn hints_show_letter_after_letter_and_lower_the_proposal() {
    let mut desk = sit(three(), Options::default());
    desk.act(Action::Hint);
    assert_eq!(
        desk.session.view(now()).unwrap().hint.as_deref(),
        Some("H·······")
    );
    desk.act(Action::Hint);
    assert_eq!(
        desk.session.view(now()).unwrap().hint.as_deref(),
        Some("Ha······")
    );
    desk.act(Action::Type("Hawthorn"));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Hard));
}

#[test]
fn a_card_becomes_choices_only_where_there_are_two_wrong_ones() {
    let mut desk = sit(three(), Options::default());
    assert_eq!(desk.act(Action::Ask(Face::Choices)), Effect::Shown);
    let options = desk.session.view(now()).unwrap().options.to_vec();
    assert_eq!(options.len(), 3);
    assert_eq!(
        desk.act(Action::Choose(9)),
        Effect::Refused(Refusal::NoSuchOption)
    );
    let wrong = options.iter().position(|option| option == "Rowan").unwrap();
    desk.act(Action::Choose(wrong));
    let view = desk.session.view(now()).unwrap();
    assert_eq!(view.proposed, Some(Rating::Again));
    assert_eq!(view.answered.unwrap().why_wrong, Some("it stands elsewhere"));
    assert_eq!(options[view.right_option.unwrap()], "Hawthorn");
    desk.act(Action::Accept);
    assert_eq!(
        desk.act(Action::Ask(Face::Choices)),
        Effect::Refused(Refusal::NoSuchFace(Face::Choices))
    );
    assert_eq!(desk.act(Action::Ask(Face::Cloze)), Effect::Shown);
    assert_eq!(
        desk.session.view(now()).unwrap().question,
        "Garden 2 holds the ____."
    );
}

#[test]
fn undo_brings_the_card_back_and_redo_sends_it_on_again() {
    let mut desk = sit(three(), Options::default());
    let before = desk.store.cards(None).unwrap();
    desk.rate(Rating::Easy);
    desk.act(Action::NotNow);
    desk.act(Action::Suspend);
    assert!(desk.session.is_over());
    for id in ["gardens/3", "gardens/2", "gardens/1"] {
        assert!(matches!(desk.act(Action::Undo), Effect::TakenBack(_)));
        assert_eq!(desk.id(), id);
    }
    assert_eq!(desk.act(Action::Undo), Effect::Refused(Refusal::NothingToUndo));
    let cards = desk.store.cards(None).unwrap();
    assert!(before.is_empty() && cards.values().all(|card| *card == suraq::progress::Card::NEW));
    assert_eq!(desk.session.summary().answers, 0);

    for id in ["gardens/2", "gardens/3", "over"] {
        assert!(matches!(desk.act(Action::Redo), Effect::BroughtBack(_)));
        assert_eq!(desk.id(), id);
    }
    assert_eq!(desk.session.summary().answers, 1);
    assert!(desk.store.card("gardens/3").unwrap().marks.suspended);
}

#[test]
fn undo_reaches_beyond_the_sitting() {
    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Easy);
    let others = vec![card("9", "Linden", &[])];
    desk.session = Session::new(others, Options::default(), 5, &desk.store, now()).unwrap();
    let Effect::TakenBack(undone) = desk.act(Action::Undo) else {
        panic!("nothing taken back")
    };
    assert_eq!(undone.items, ["gardens/1"]);
    assert_eq!(desk.id(), "gardens/9");
}

#[test]
fn a_card_of_an_earlier_sitting_is_brought_back_and_the_one_on_screen_waits() {
    let mut desk = sit(three(), Options::default());
    desk.session
        .bring(card("9", "Lime", &[]), &desk.store, now())
        .unwrap();
    assert_eq!(desk.id(), "gardens/9");
    assert_eq!(desk.session.view(now()).unwrap().left.total(), 4);
    desk.rate(Rating::Easy);
    assert_eq!(desk.id(), "gardens/1");
    desk.session
        .bring(card("3", "Almond", &[]), &desk.store, now())
        .unwrap();
    assert_eq!(desk.id(), "gardens/3");
    assert_eq!(desk.session.view(now()).unwrap().left.total(), 3);
}

#[test]
fn a_card_on_its_steps_waits_for_its_minute_in_the_next_sitting_too() {
    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Good);
    let again = |store: &Store, now| Session::new(three(), Options::default(), 5, store, now).unwrap();
    let early = again(&desk.store, now());
    assert_eq!(early.card().unwrap().id, "gardens/2");
    let late = again(&desk.store, after(601));
    assert_eq!(late.card().unwrap().id, "gardens/1");
}

#[test]
fn cards_are_asked_in_the_face_that_suits_them_where_that_is_wanted() {
    let options = Options {
        suited_faces: true,
        ..Options::default()
    };
    let long = card("2", "because the old river had moved away", &[]);
    let mut desk = sit(vec![card("1", "Juniper", &[]), long], options);
    assert_eq!(desk.session.view(now()).unwrap().stage, Stage::Typing);
    desk.rate(Rating::Easy);
    assert_eq!(desk.session.view(now()).unwrap().stage, Stage::Front);
}

#[test]
fn a_buried_card_is_gone_until_tomorrow_and_a_flag_stays() {
    let mut desk = sit(three(), Options::default());
    assert_eq!(
        desk.act(Action::Flag(2)),
        Effect::Flagged("gardens/1".to_owned(), 2)
    );
    assert_eq!(desk.session.view(now()).unwrap().card.marks.flag, 2);
    assert_eq!(desk.act(Action::Bury), Effect::Buried("gardens/1".to_owned()));
    let again = Session::new(three(), Options::default(), 5, &desk.store, now()).unwrap();
    assert_eq!(again.view(now()).unwrap().id, "gardens/2");
    let tomorrow = after(86_400);
    let again = Session::new(three(), Options::default(), 5, &desk.store, tomorrow).unwrap();
    assert_eq!(again.view(tomorrow).unwrap().id, "gardens/1");
    assert_eq!(again.view(tomorrow).unwrap().card.marks.flag, 2);
}

#[test]
fn an_edited_card_keeps_its_memory_and_stays_where_it_was() {
    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Again);
    desk.act(Action::Undo);
    let mut item = desk.session.card().unwrap().item.clone();
    item.stem = "Which bush stands in garden 1?".to_owned();
    desk.act(Action::Edited(Box::new(item.clone())));
    let view = desk.session.view(now()).unwrap();
    assert_eq!(
        (view.question.as_str(), view.stage),
        ("Which bush stands in garden 1?", Stage::Front)
    );
    desk.act(Action::Reveal);
    desk.act(Action::Edited(Box::new(item)));
    assert_eq!(desk.session.view(now()).unwrap().stage, Stage::Revealed);
}

#[test]
fn an_edit_after_the_answer_checks_it_anew() {
    let typed = Options {
        face: Some(Face::Typed),
        ..Options::default()
    };
    let mut desk = sit(three(), typed);
    desk.act(Action::Type("Crataegus"));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Again));
    let mut item = desk.session.card().unwrap().item.clone();
    item.accept = vec!["Crataegus".to_owned()];
    desk.act(Action::Edited(Box::new(item.clone())));
    let view = desk.session.view(now()).unwrap();
    assert_eq!((view.stage, view.proposed), (Stage::Revealed, Some(Rating::Good)));
    assert_eq!(view.answered.unwrap().given, Some("Crataegus"));
    item.accept.clear();
    desk.act(Action::Edited(Box::new(item)));
    assert_eq!(desk.session.view(now()).unwrap().proposed, Some(Rating::Again));
}

#[test]
fn an_edit_after_a_choice_keeps_what_was_chosen() {
    let mut desk = sit(three(), Options::default());
    desk.act(Action::Ask(Face::Choices));
    let options = desk.session.view(now()).unwrap().options.to_vec();
    let rowan = options.iter().position(|option| option == "Rowan").unwrap();
    desk.act(Action::Choose(rowan));
    let mut item = desk.session.card().unwrap().item.clone();
    item.explanation = Some("Planted later.".to_owned());
    desk.act(Action::Edited(Box::new(item)));
    let view = desk.session.view(now()).unwrap();
    let answered = view.answered.unwrap();
    assert_eq!(
        (answered.given, view.proposed),
        (Some("Rowan"), Some(Rating::Again))
    );
    assert_eq!(answered.explanation, Some("Planted later."));
}

#[test]
fn undo_first_opens_a_checked_answer_again_and_then_takes_back_the_rating_before() {
    let typed = Options {
        face: Some(Face::Typed),
        ..Options::default()
    };
    let mut desk = sit(three(), typed);
    desk.act(Action::Type("Hawthorn"));
    desk.act(Action::Accept);
    desk.act(Action::Type("Junipr tree"));
    assert_eq!(desk.act(Action::Undo), Effect::Reopened("Junipr tree".to_owned()));
    let view = desk.session.view(now()).unwrap();
    assert_eq!((view.id, view.stage), ("gardens/2", Stage::Typing));
    desk.act(Action::Type("Juniper"));
    let view = desk.session.view(now()).unwrap();
    assert_eq!(view.proposed, Some(Rating::Hard), "it was the second try");
    assert_eq!(view.help, Some(suraq::session::Help::SecondTry));
    assert!(matches!(desk.act(Action::Undo), Effect::Reopened(_)));
    assert!(matches!(desk.act(Action::Undo), Effect::TakenBack(_)));
    assert_eq!(desk.id(), "gardens/1");
    assert!(desk.store.history("gardens/2").unwrap().is_empty());
}

#[test]
fn undo_after_a_flag_takes_back_the_flag_and_a_plain_card_has_nothing_to_open() {
    let typed = Options {
        face: Some(Face::Typed),
        ..Options::default()
    };
    let mut desk = sit(three(), typed);
    desk.act(Action::Type("Hawthorn"));
    desk.act(Action::Flag(1));
    for _ in 0..2 {
        let effect = desk.act(Action::Undo);
        assert!(matches!(effect, Effect::TakenBack(_)), "{effect:?}");
        assert_eq!(desk.store.card("gardens/1").unwrap().marks.flag, 0);
        assert_eq!(
            desk.session.view(now()).unwrap().answered.unwrap().given,
            Some("Hawthorn")
        );
        desk.act(Action::Redo);
        assert_eq!(desk.store.card("gardens/1").unwrap().marks.flag, 1);
        assert_eq!(
            desk.session.view(now()).unwrap().answered.unwrap().given,
            Some("Hawthorn")
        );
    }
    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Easy);
    desk.act(Action::Reveal);
    assert!(matches!(desk.act(Action::Undo), Effect::TakenBack(_)));
    assert_eq!(desk.id(), "gardens/1");
}

#[test]
fn a_known_wrong_answer_counts_as_right_only_when_said_twice() {
    let typed = || Options {
        face: Some(Face::Typed),
        ..Options::default()
    };
    let mut desk = sit(three(), typed());
    desk.act(Action::Type("rowan"));
    assert_eq!(
        desk.act(Action::WasRight),
        Effect::Refused(Refusal::IsWrongOption)
    );
    assert!(desk.session.card().unwrap().item.accept.is_empty());
    assert!(matches!(desk.act(Action::WasRight), Effect::AcceptedForm { .. }));
    let mut desk = sit(three(), typed());
    desk.session
        .give_rivals(std::sync::Arc::new(vec!["Juniper".to_owned()]));
    desk.act(Action::Type("juniper"));
    assert_eq!(
        desk.act(Action::WasRight),
        Effect::Refused(Refusal::IsAnotherAnswer)
    );
    let mut desk = sit(three(), typed());
    desk.act(Action::Type("Crataegus"));
    assert!(
        matches!(desk.act(Action::WasRight), Effect::AcceptedForm { .. }),
        "an unknown word at once"
    );
}

#[test]
fn help_that_lowers_a_rating_is_told_and_nothing_else() {
    let mut desk = sit(three(), Options::default());
    desk.act(Action::Hint);
    desk.act(Action::Type("Hawthorn"));
    let view = desk.session.view(now()).unwrap();
    assert_eq!(view.help, Some(suraq::session::Help::Hint));
    desk.act(Action::Accept);
    desk.act(Action::Type("Juniper"));
    assert_eq!(desk.session.view(now()).unwrap().help, None);
    desk.act(Action::Accept);
    desk.act(Action::Hint);
    desk.act(Action::Type("nonsense"));
    assert_eq!(desk.session.view(now()).unwrap().help, None, "nothing was right");
}

#[test]
fn a_leech_gets_another_face_and_later_leaves() {
    let settings = Settings {
        leech_after: 2,
        relearning_steps: vec![],
        learning_steps: vec![],
        ..Settings::default()
    };
    let options = Options {
        scheduler: Scheduler::new(settings).unwrap(),
        ..Options::default()
    };
    let mut store = Store::in_memory().unwrap();
    let mut steps = Vec::new();
    for month in 0..4 {
        let then = after(month * 30 * 86_400);
        let cards = vec![card("1", "Hawthorn", &["Rowan", "Spindle"])];
        let mut session = Session::new(cards, options.clone(), 5, &store, then).unwrap();
        session.act(Action::Reveal, &mut store, then).unwrap();
        let rated = session
            .act(Action::Rate(Rating::Again), &mut store, then)
            .unwrap();
        let Effect::Rated { leech, .. } = rated else {
            panic!("{rated:?}")
        };
        steps.push(leech);
        let comes_back = session.summary().next.values().sum::<usize>();
        assert_eq!(comes_back, usize::from(leech != Some(LeechStep::Suspend)));
    }
    assert_eq!(
        steps,
        [None, None, Some(LeechStep::ChangeFace), Some(LeechStep::Suspend)]
    );
    let session = Session::new(three(), options, 5, &store, after(200 * 86_400)).unwrap();
    assert_eq!(session.view(now()).unwrap().id, "gardens/2");
    assert_eq!(
        store.card("gardens/1").unwrap().marks.face.as_deref(),
        Some("choices")
    );
}

#[test]
fn a_quiz_asks_each_card_once_and_leaves_the_schedule_alone() {
    let mut desk = sit(
        three(),
        Options {
            mode: Mode::Quiz { rate: false },
            ..Options::default()
        },
    );
    assert_eq!(desk.session.view(now()).unwrap().face, Face::Choices);
    assert!(
        desk.session
            .view(now())
            .unwrap()
            .ratings
            .iter()
            .all(|(_, wait)| wait.is_none())
    );
    desk.act(Action::Choose(0));
    desk.act(Action::Accept);
    for answer in ["Juniper", "Cedar"] {
        desk.act(Action::Type(answer));
        desk.act(Action::Accept);
    }
    assert!(desk.session.is_over());
    let summary = desk.session.summary();
    assert_eq!(summary.answers, 3);
    assert!(
        desk.store
            .cards(None)
            .unwrap()
            .values()
            .all(|card| card.state.phase == Phase::New)
    );
    assert_eq!(desk.store.day(now().day).unwrap().other_answers, 3);

    let mut desk = sit(
        three(),
        Options {
            mode: Mode::Quiz { rate: true },
            ..Options::default()
        },
    );
    desk.act(Action::Choose(0));
    desk.act(Action::Accept);
    assert_eq!(desk.store.card("gardens/1").unwrap().state.repetitions, 1);
}

#[test]
fn cramming_repeats_what_is_not_known_and_never_touches_the_schedule() {
    let mut desk = sit(
        three(),
        Options {
            mode: Mode::Cram,
            ..Options::default()
        },
    );
    desk.rate(Rating::Again);
    desk.rate(Rating::Good);
    desk.rate(Rating::Good);
    assert_eq!(desk.id(), "gardens/1");
    desk.rate(Rating::Good);
    assert!(desk.session.is_over());
    assert!(
        desk.store
            .cards(None)
            .unwrap()
            .values()
            .all(|card| card.state == suraq::schedule::CardState::NEW)
    );
}

#[test]
fn two_buttons_leave_again_and_good() {
    let mut desk = sit(
        three(),
        Options {
            buttons: Buttons::Two,
            ..Options::default()
        },
    );
    desk.act(Action::Reveal);
    assert_eq!(desk.session.view(now()).unwrap().ratings.len(), 2);
    assert_eq!(
        desk.act(Action::Rate(Rating::Easy)),
        Effect::Refused(Refusal::NoSuchRating)
    );
}

#[test]
fn the_sitting_ends_with_its_minutes_or_when_the_learner_leaves_and_undo_still_works() {
    let mut desk = sit(
        three(),
        Options {
            minutes: Some(1),
            ..Options::default()
        },
    );
    desk.act(Action::Reveal);
    desk.act_at(Action::Rate(Rating::Easy), after(61));
    assert!(desk.session.is_over() && desk.session.is_out_of_time(after(61)));
    assert_eq!(desk.session.summary().left, 2);
    let cards: Vec<StudyCard> = (0..90)
        .map(|number| card(&number.to_string(), "Oak", &[]))
        .collect();
    let minutes = |limit| {
        let options = Options {
            minutes: limit,
            ..Options::default()
        };
        let session = sit(cards.clone(), options).session;
        let left = session.view(after(150)).unwrap().left.total();
        session.minutes_for(left, after(150))
    };
    assert_eq!(minutes(None), 15, "ten seconds a card");
    assert_eq!(minutes(Some(5)), 3, "two and a half are gone");

    let mut desk = sit(three(), Options::default());
    desk.rate(Rating::Easy);
    assert_eq!(desk.act(Action::Quit), Effect::Ended);
    assert_eq!(desk.session.summary().left, 2);
    desk.act(Action::Undo);
    assert_eq!(desk.id(), "gardens/1");
}

#[test]
fn a_card_answered_in_another_program_is_not_asked_again() {
    let mut desk = sit(three(), Options::default());
    let mut other = Session::new(three(), Options::default(), 5, &desk.store, now()).unwrap();
    for _ in 0..2 {
        other.act(Action::Reveal, &mut desk.store, now()).unwrap();
        other
            .act(Action::Rate(Rating::Easy), &mut desk.store, now())
            .unwrap();
    }
    desk.rate(Rating::Good);
    assert_eq!(desk.id(), "gardens/3");
    assert_eq!(
        desk.store.history("gardens/1").unwrap().len(),
        2,
        "both ratings are kept"
    );
}

#[test]
fn a_rating_that_cannot_be_kept_leaves_the_card_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open(&folder.path().join("progress.db")).unwrap();
    let mut session = Session::new(three(), Options::default(), 5, &store, now()).unwrap();
    store.limit_pages(1).unwrap();
    session.act(Action::Reveal, &mut store, now()).unwrap();
    let mut refused = 0;
    for _ in 0..200 {
        refused += usize::from(
            session
                .act(Action::Rate(Rating::Good), &mut store, now())
                .is_err(),
        );
        if refused > 0 {
            break;
        }
        session.act(Action::Reveal, &mut store, now()).unwrap();
        session.act(Action::Undo, &mut store, now()).unwrap();
        session.act(Action::Reveal, &mut store, now()).unwrap();
    }
    assert_eq!(refused, 1, "the file cannot grow for ever");
    assert_eq!(session.view(now()).unwrap().stage, Stage::Revealed);
    store.limit_pages(10_000).unwrap();
    let kept = session
        .act(Action::Rate(Rating::Good), &mut store, now())
        .unwrap();
    assert!(matches!(kept, Effect::Rated { .. }), "{kept:?}");
}

#[test]
fn undo_takes_back_the_last_step_also_where_a_card_was_put_off_before() {
    let mut desk = sit(three(), Options::default());
    desk.act(Action::NotNow);
    assert_eq!(desk.id(), "gardens/2");
    desk.store.record_change("edit gardens/2", "{}", now()).unwrap();
    let mut item = card("2", "Juniper", &[]).item;
    item.stem = "Which shrub stands in garden 2?".to_owned();
    desk.act(Action::Edited(Box::new(item)));
    let label = |effect: Effect| match effect {
        Effect::TakenBack(undone) => undone.label,
        other => panic!("{other:?}"),
    };
    assert_eq!(label(desk.act(Action::Undo)), "edit gardens/2");
    assert_eq!(desk.id(), "gardens/2", "the card that was put off stays so");
    assert_eq!(label(desk.act(Action::Undo)), "not now");
    assert_eq!(desk.id(), "gardens/1");
    assert_eq!(desk.act(Action::Undo), Effect::Refused(Refusal::NothingToUndo));
}

#[test]
fn a_card_that_came_with_its_lapses_is_asked_in_another_way_too() {
    let with_threshold = |leech_after| Options {
        scheduler: Scheduler::new(Settings {
            leech_after,
            relearning_steps: vec![],
            learning_steps: vec![],
            ..Settings::default()
        })
        .unwrap(),
        ..Options::default()
    };
    let mut store = Store::in_memory().unwrap();
    let mut forget = |month: i64, leech_after| {
        let then = after(month * 30 * 86_400);
        let cards = vec![card("1", "Hawthorn", &["Rowan", "Spindle"])];
        let mut session = Session::new(cards, with_threshold(leech_after), 5, &store, then).unwrap();
        session.act(Action::Reveal, &mut store, then).unwrap();
        match session
            .act(Action::Rate(Rating::Again), &mut store, then)
            .unwrap()
        {
            Effect::Rated { leech, .. } => leech,
            other => panic!("{other:?}"),
        }
    };
    for month in 0..6 {
        assert_eq!(forget(month, 100), None);
    }
    // Five lapses, and a threshold of 4, after which the next step would be the sixth.
    assert_eq!(
        forget(6, 5),
        Some(LeechStep::ChangeFace),
        "forgotten for the sixth time"
    );
    assert_eq!(forget(7, 5), None);
    assert_eq!(forget(8, 5), Some(LeechStep::Suspend));
}

#[test]
fn a_title_that_tells_the_answer_is_shown_after_it() {
    let mut cards = three();
    cards[0].deck = "The hawthorn hedges".to_owned();
    let mut desk = sit(cards, Options::default());
    assert_eq!(desk.session.view(now()).unwrap().deck, "");
    desk.act(Action::Reveal);
    assert_eq!(desk.session.view(now()).unwrap().deck, "The hawthorn hedges");
    desk.act(Action::Accept);
    assert_eq!(desk.session.view(now()).unwrap().deck, "Gardens");
}

#[test]
fn a_card_that_was_buried_or_suspended_since_does_not_come_back_today() {
    let mut desk = sit(three(), Options::default());
    for _ in 0..3 {
        desk.rate(Rating::Again);
    }
    desk.store.suspend(&["gardens/1"], now()).unwrap();
    desk.store.bury(&["gardens/2"], now().day.plus(1), now()).unwrap();
    let next: Vec<_> = desk.session.next_days(&desk.store).unwrap().into_iter().collect();
    assert_eq!(next, [(now().day, 1), (now().day.plus(1), 1)]);
    let first = |desk: &Desk| desk.session.first_minute(&desk.store).unwrap();
    assert_eq!(first(&desk), Some(after(60).at));
    desk.store.suspend(&["gardens/3"], now()).unwrap();
    assert_eq!(first(&desk), None);
}
