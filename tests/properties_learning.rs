//! Laws of learning: memory fades, undo restores, the log is the truth, and a kill loses nothing acknowledged.

use std::collections::BTreeMap;
use std::env;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use jiff::SignedDuration;
use jiff::Timestamp;
use jiff::tz::Offset;
use proptest::prelude::*;
use suraq::progress::Answer;
use suraq::progress::Card;
use suraq::progress::DeckCounts;
use suraq::progress::Store;
use suraq::schedule::CardState;
use suraq::schedule::Model;
use suraq::schedule::Moment;
use suraq::schedule::Phase;
use suraq::schedule::Rating;
use suraq::schedule::Scheduler;
use suraq::schedule::Settings;
use suraq::schedule::Stability;
use suraq::schedule::Wait;
use suraq::schedule::fuzz_seed;
use suraq::schedule::retrievability;

fn now() -> Moment {
    let at: Timestamp = "2026-03-10T09:00:00Z".parse().unwrap();
    Moment::new(at, Offset::constant(5), 240)
}

fn answer(item: &str, rating: Rating) -> Answer<'_> {
    Answer {
        item,
        rating,
        asked_as: None,
        typed: None,
        verdict: None,
        took: SignedDuration::ZERO,
        other_face: Some("typed"),
    }
}

fn rating() -> impl Strategy<Value = Rating> {
    (1u8..=4).prop_map(|number| Rating::from_number(number).unwrap())
}

/// What a person may do: rate one of a few cards after some minutes, or mark it.
#[derive(Clone, Debug)]
enum Deed {
    Rate(u8, Rating, i64),
    Suspend(u8),
    Resume(u8),
    Bury(u8),
    Flag(u8, u8),
    Reset(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    let card = 0u8..4;
    prop_oneof![
        6 => (card.clone(), rating(), 0i64..40 * 1440).prop_map(|(card, rating, wait)| Deed::Rate(card, rating, wait)),
        1 => card.clone().prop_map(Deed::Suspend),
        1 => card.clone().prop_map(Deed::Resume),
        1 => card.clone().prop_map(Deed::Bury),
        1 => (card.clone(), 0u8..8).prop_map(|(card, flag)| Deed::Flag(card, flag)),
        1 => card.prop_map(Deed::Reset),
    ]
}

/// Does the deed and says whether it changed anything.
fn act(store: &mut Store, deed: &Deed, now: &mut Moment) -> bool {
    let name = |card: &u8| format!("deck/{card}");
    let changed = match deed {
        Deed::Rate(card, rating, minutes) => {
            *now = now.later(minutes * 60, 240);
            store
                .rate(&answer(&name(card), *rating), &Scheduler::default(), *now)
                .map(|_| 1)
        }
        Deed::Suspend(card) => store.suspend(&[&name(card)], *now),
        Deed::Resume(card) => store.resume(&[&name(card)], *now),
        Deed::Bury(card) => store.bury(&[&name(card)], now.day.plus(1), *now),
        Deed::Flag(card, flag) => store.flag(&[&name(card)], *flag, *now),
        Deed::Reset(card) => store.reset(&[&name(card)], *now),
    };
    changed.unwrap() > 0
}

/// What the decks hold, card by card.
fn counted(store: &Store, now: Moment) -> BTreeMap<String, DeckCounts> {
    let mut decks: BTreeMap<String, DeckCounts> = BTreeMap::new();
    for (item, card) in store.cards(None).unwrap() {
        let deck = item.split('/').next().unwrap().to_owned();
        let counts = decks.entry(deck).or_default();
        let (suspended, is_out) = (card.marks.suspended, !card.is_active(now.day));
        counts.suspended += usize::from(suspended);
        counts.buried += usize::from(is_out && !suspended);
        match card.state.phase {
            Phase::New => {
                counts.new += 1;
                counts.new_held_back += usize::from(is_out);
            }
            phase => {
                let is_due = !is_out && card.state.due.day().is_some_and(|day| day <= now.day);
                counts.started += 1;
                counts.due += usize::from(is_due && !phase.is_learning());
                counts.learning += usize::from(is_due && phase.is_learning());
            }
        }
    }
    decks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_counts_of_decks_are_those_of_their_cards(deeds in prop::collection::vec(deed(), 0..30), ahead in 0i64..40) {
        let mut store = Store::in_memory().unwrap();
        let mut now = now();
        for card in 0..24 {
            let item = format!("deck{}/{card}", card % 3);
            store.rate(&answer(&item, Rating::Easy), &Scheduler::default(), now).unwrap();
        }
        for deed in &deeds {
            act(&mut store, deed, &mut now);
        }
        for later in [now, now.later(ahead * 86_400, 240), now.later(400 * 86_400, 240)] {
            prop_assert_eq!(store.decks(later).unwrap(), counted(&store, later));
        }
    }

    #[test]
    fn recall_falls_with_time_and_rises_with_stability(
        stability in 0.01f64..3_000.0,
        factor in 1.01f64..10.0,
        elapsed in 0.0f64..10_000.0,
        more in 0.01f64..1_000.0,
        decay in 0.1f64..0.8,
    ) {
        let weak = Stability::from_days(stability);
        let strong = Stability::from_days(stability * factor);
        prop_assert!(retrievability(weak, elapsed + more, decay) < retrievability(weak, elapsed, decay));
        prop_assert!(retrievability(strong, elapsed + more, decay) > retrievability(weak, elapsed + more, decay));
        let recall = retrievability(weak, elapsed, decay);
        prop_assert!(recall > 0.0 && recall <= 1.0);
    }

    #[test]
    fn the_chance_of_recall_after_the_interval_is_the_one_asked_for(
        stability in 0.1f64..1_000.0,
        desired in 0.7f64..0.99,
    ) {
        let (model, stability) = (Model::default(), Stability::from_days(stability));
        let recall = retrievability(stability, model.interval_days(stability, desired), model.decay());
        prop_assert!((recall - desired).abs() < 1e-3, "{recall} instead of {desired}");
    }

    #[test]
    fn hard_waits_less_than_good_and_good_less_than_easy(
        reviews in proptest::collection::vec((rating(), 0u32..200), 1..12),
        desired in 0.7f64..0.99,
        fuzz in any::<u64>(),
    ) {
        let settings = Settings { desired_retention: desired, ..Settings::default() };
        let scheduler = Scheduler::new(settings).unwrap();
        let (mut card, mut now) = (CardState::NEW, now());
        for (rating, days) in reviews {
            now = now.later(i64::from(days) * 86_400, 240);
            let futures = scheduler.futures(&card, now, fuzz);
            let waits = futures.map(|future| future.wait.duration());
            prop_assert!(waits.again <= waits.hard, "{futures:?}");
            prop_assert!(waits.hard < waits.good, "{futures:?}");
            prop_assert!(waits.good < waits.easy, "{futures:?}");
            for rating in Rating::ALL {
                let memory = futures.of(rating).state.memory.unwrap();
                prop_assert!(memory.stability.days() > 0.0 && (1.0..=10.0).contains(&memory.difficulty));
                prop_assert!(!matches!(futures.of(rating).wait, Wait::Days(0) | Wait::Seconds(0)));
            }
            card = futures.of(rating).state;
        }
    }

    #[test]
    fn undo_restores_every_state_exactly_and_redo_brings_it_back(
        deeds in proptest::collection::vec(deed(), 1..25),
    ) {
        let mut store = Store::in_memory().unwrap();
        let mut now = now();
        let states = |store: &Store| -> Vec<_> {
            (0..4).map(|card| store.card(&format!("deck/{card}")).unwrap()).collect()
        };
        let mut seen = vec![states(&store)];
        for deed in &deeds {
            if act(&mut store, deed, &mut now) {
                seen.push(states(&store));
            }
        }
        for state in seen.iter().rev().skip(1) {
            store.undo(now).unwrap();
            prop_assert_eq!(&states(&store), state);
        }
        prop_assert!(store.undo(now).is_err());
        for state in &seen[1..] {
            store.redo().unwrap();
            prop_assert_eq!(&states(&store), state);
        }
        prop_assert!(store.redo().is_err());
    }

    #[test]
    fn the_states_made_again_from_the_log_are_the_states_kept(
        deeds in proptest::collection::vec((deed(), any::<bool>()), 1..25),
    ) {
        let mut store = Store::in_memory().unwrap();
        let mut now = now();
        for (deed, take_back) in &deeds {
            act(&mut store, deed, &mut now);
            if *take_back {
                let _ = store.undo(now);
            }
        }
        let before = store.cards(None).unwrap();
        prop_assert_eq!(store.rebuild().unwrap(), 0);
        prop_assert_eq!(store.cards(None).unwrap(), before);
    }

    #[test]
    fn the_log_replayed_through_the_scheduler_gives_the_states_kept(
        reviews in proptest::collection::vec((rating(), 0i64..40 * 1440), 1..20),
    ) {
        let mut store = Store::in_memory().unwrap();
        let (scheduler, mut now) = (Scheduler::default(), now());
        for (rating, minutes) in &reviews {
            now = now.later(minutes * 60, 240);
            store.rate(&answer("deck/0", *rating), &scheduler, now).unwrap();
        }
        let mut state = CardState::NEW;
        for entry in store.history("deck/0").unwrap() {
            let at = Timestamp::from_millisecond(entry.at).unwrap();
            let then = Moment::new(at, Offset::from_seconds(entry.utc_offset).unwrap(), 240);
            let futures = scheduler.futures(&state, then, fuzz_seed("deck/0", state.repetitions));
            state = futures.of(entry.rating.unwrap()).state;
        }
        prop_assert_eq!(state, store.card("deck/0").unwrap().state);
    }
}

/// Where the child of the test below finds its file; without it the child's part does nothing.
const CHILD: &str = "SURAQ_TEST_RATE_UNTIL_KILLED";

#[test]
#[ignore = "the child process of the test below, which kills it"]
fn child_that_rates_until_it_is_killed() {
    let Ok(path) = env::var(CHILD) else { return };
    let mut store = Store::open(Path::new(&path)).unwrap();
    let mut out = std::io::stdout();
    for round in 0..1_000_000 {
        let item = format!("deck/{:02}", round % 20);
        store
            .rate(&answer(&item, Rating::Good), &Scheduler::default(), now())
            .unwrap();
        writeln!(out, "acknowledged").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn no_acknowledged_rating_is_lost_when_the_program_is_killed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("progress.db");
    let mut acknowledged = 0;
    for round in 0..20 {
        let mut child = Command::new(env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "child_that_rates_until_it_is_killed",
                "--nocapture",
            ])
            .env(CHILD, &path)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let wanted = 1 + round * 3 % 17;
        let mut seen = 0;
        while seen < wanted {
            let line = lines.next().expect("the child rates until it is killed").unwrap();
            seen += usize::from(line.ends_with("acknowledged"));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it had still written before the kill was acknowledged too.
        seen += lines
            .map_while(Result::ok)
            .filter(|line| line == "acknowledged")
            .count();
        acknowledged += seen;

        let mut store = Store::open(&path).unwrap();
        let kept = store.day(now().day).unwrap().ratings as usize;
        assert!(kept >= acknowledged, "{kept} of {acknowledged} kept");
        assert!(kept <= acknowledged + round + 1, "at most one more for each kill");
        assert_eq!(store.rebuild().unwrap(), 0);
        store.check().unwrap();
    }
}

/// A store in which `shared` was done, and then `own`; `machine` tells its moments from those of others.
fn machine(shared: &[Deed], own: &[(Deed, bool)], machine: i64) -> Store {
    let mut store = Store::in_memory().unwrap();
    let mut now = now();
    for (index, deed) in shared.iter().enumerate() {
        now = tick(now, index as i64);
        act(&mut store, deed, &mut now);
    }
    for (index, (deed, take_back)) in own.iter().enumerate() {
        now = tick(now, 1_000 * machine + index as i64);
        act(&mut store, deed, &mut now);
        if *take_back {
            // Nothing may be left to take back.
            let _ = store.undo(now);
        }
    }
    store
}

/// A few milliseconds later, so that no two deeds have one moment.
fn tick(now: Moment, by: i64) -> Moment {
    let at = now.at + SignedDuration::from_millis(1 + by);
    Moment::new(at, now.offset, 240)
}

fn merge(into: &mut Store, from: &Store) -> bool {
    let merged = into.merge(
        from,
        &Scheduler::default(),
        "other.db",
        None,
        now().later(90 * 86_400, 240),
    );
    !merged.unwrap().is_empty()
}

/// What a learner has: every card, and every review that counts.
fn known(store: &Store) -> (String, Vec<String>) {
    let entries = store.entries_since(suraq::schedule::StudyDay(0)).unwrap();
    let mut log: Vec<String> = entries
        .iter()
        .filter(|entry| entry.what.word() != "merged")
        .map(|entry| format!("{} {} {:?} {:?}", entry.item, entry.at, entry.what, entry.rating))
        .collect();
    log.sort();
    let mut cards = store.cards(None).unwrap();
    // Of a card that was only looked at nothing is known.
    cards.retain(|_, card| *card != Card::NEW);
    (format!("{cards:?}"), log)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn logs_are_united_in_any_order_any_number_of_times_with_one_result(
        shared in proptest::collection::vec(deed(), 0..8),
        own in proptest::array::uniform3(proptest::collection::vec((deed(), proptest::bool::weighted(0.2)), 0..10)),
    ) {
        let machines: Vec<Store> = own.iter().enumerate()
            .map(|(index, own)| machine(&shared, own, index as i64 + 1)).collect();
        let mut results = Vec::new();
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            let mut store = machine(&shared, &own[order[0]], order[0] as i64 + 1);
            merge(&mut store, &machines[order[1]]);
            merge(&mut store, &machines[order[2]]);
            prop_assert_eq!(store.rebuild().unwrap(), 0);
            let before = known(&store);
            for other in &machines {
                prop_assert!(!merge(&mut store, other), "something is new the second time");
            }
            prop_assert_eq!(&known(&store), &before);
            results.push(before);
        }
        for result in &results {
            prop_assert_eq!(result, &results[0]);
        }
        // Two that were united before they meet a third, and then know what both know.
        let mut pair = machine(&shared, &own[1], 2);
        merge(&mut pair, &machines[2]);
        let mut first = machine(&shared, &own[0], 1);
        merge(&mut first, &pair);
        prop_assert_eq!(&known(&first), &results[0]);
        merge(&mut pair, &first);
        prop_assert_eq!(&known(&pair), &results[0]);
    }

    #[test]
    fn study_goes_on_after_a_merge_and_comes_back_as_it_was_made(
        own in proptest::array::uniform2(proptest::collection::vec((deed(), Just(false)), 1..8)),
        more in proptest::collection::vec(deed(), 1..6),
    ) {
        let (mut here, mut there) = (machine(&[], &own[0], 1), machine(&[], &own[1], 2));
        merge(&mut here, &there);
        let mut later = now().later(100 * 86_400, 240);
        for deed in &more {
            later = tick(later, 1);
            act(&mut here, deed, &mut later);
        }
        merge(&mut there, &here);
        prop_assert_eq!(known(&there), known(&here));
    }
}
