//! Histories of all sorts against the memory that Anki computes for them.

use jiff::Timestamp;
use jiff::tz::Offset;

use super::Here;
use super::Learner;
use super::There;
use super::learned;
use super::model;
use crate::import::anki::described::Described;
use crate::import::anki::described::Preset;
use crate::import::anki::rows::CardRow;
use crate::import::anki::rows::Review;
use crate::import::anki::standing::Standing;
use crate::progress::Brought;
use crate::progress::Card;
use crate::progress::Logged;
use crate::progress::What;
use crate::schedule::CardState;
use crate::schedule::Due;
use crate::schedule::Model;
use crate::schedule::Moment;
use crate::schedule::Phase;
use crate::schedule::Rating;

/// Histories with the states that Anki 26.9.3 computed for them; see `tests/clients/make_packages.py`.
const STATES: &str = include_str!("../../../../tests/golden/import/anki_memory.txt");

fn now() -> Moment {
    let at = Timestamp::constant(1_795_700_000, 0);
    Moment::new(at, Offset::UTC, 240)
}

fn learner(model: &Model) -> Learner<'_> {
    Learner {
        model,
        now: now(),
        day_starts: 240,
        learning_steps: 2,
        relearning_steps: 1,
        retention: 0.9,
        longest_interval: 36_500,
    }
}

fn numbers<T: std::str::FromStr>(line: &str) -> Vec<T> {
    line.split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect()
}

fn bring(row: &CardRow, reviews: &[Review], weights: &[f32], here: &Here<'_>) -> Option<Brought> {
    bring_from(None, row, reviews, weights, here)
}

/// The same from a package that was `made` at a moment.
fn bring_from(
    made: Option<i64>,
    row: &CardRow,
    reviews: &[Review],
    weights: &[f32],
    here: &Here<'_>,
) -> Option<Brought> {
    bring_with(&learner(&Model::default()), made, row, reviews, weights, here)
}

/// The same for a learner with other options.
fn bring_for(learner: &Learner<'_>, reviews: &[Review], here: &Here<'_>) -> Option<Brought> {
    bring_with(learner, None, &row(), reviews, &[], here)
}

fn bring_with(
    learner: &Learner<'_>,
    made: Option<i64>,
    row: &CardRow,
    reviews: &[Review],
    weights: &[f32],
    here: &Here<'_>,
) -> Option<Brought> {
    let preset = Preset::default();
    let described = Described {
        began: 1_700_000_000,
        ..Described::default()
    };
    let there = There {
        row,
        reviews,
        preset: &preset,
        model: &model(weights),
        standing: &Standing::new(&described, &preset, false),
        is_scheduled: true,
        made,
    };
    learned("deck/item".to_owned(), &there, here, learner)
}

const NOTHING: Here<'static> = Here {
    logged: None,
    kept: &Card::NEW,
};

#[test]
fn every_history_gives_the_memory_anki_has_for_it() {
    let row = CardRow {
        kind: 2,
        queue: 2,
        due: 1_000,
        interval: 10,
        ..CardRow::default()
    };
    let (mut weights, mut reviews, mut compared) = (Vec::new(), Vec::new(), 0);
    for (index, line) in STATES.lines().enumerate() {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "weights" => weights = numbers::<f32>(rest),
            "card" => reviews.clear(),
            "review" => {
                let [at, rating, interval, factor, kind] = numbers::<i64>(rest)[..] else {
                    panic!("line {}", index + 1);
                };
                reviews.push(Review {
                    card: 1,
                    at,
                    moved_at_most: 0,
                    rating: rating as u8,
                    interval: interval as i32,
                    factor: factor as i32,
                    took: 1_000,
                    kind: kind as u8,
                });
            }
            "memory" => {
                let expected = numbers::<f64>(rest);
                let memory = bring(&row, &reviews, &weights, &NOTHING)
                    .unwrap()
                    .card
                    .state
                    .memory
                    .unwrap();
                let found = [memory.stability.days(), f64::from(memory.difficulty)];
                for (found, expected) in found.iter().zip(&expected) {
                    let error = (found - expected).abs() / expected;
                    assert!(error < 1e-3, "line {}: {found} instead of {expected}", index + 1);
                }
                compared += 1;
            }
            _ => {}
        }
    }
    assert!(compared >= 140, "{compared}");
}

fn review(day: i64, rating: u8, interval: i32, kind: u8) -> Review {
    Review {
        card: 1,
        moved_at_most: 0,
        at: 1_780_000_000_000 + day * 86_400_000,
        rating,
        interval,
        factor: if kind == 0 { 0 } else { 2_500 },
        took: 3_000,
        kind,
    }
}

fn row() -> CardRow {
    CardRow {
        kind: 2,
        queue: -1,
        due: 1_100,
        interval: 9,
        repetitions: 2,
        flag: 3,
        ..CardRow::default()
    }
}

#[test]
fn a_card_comes_with_its_due_day_and_marks() {
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1)];
    let brought = bring(&row(), &reviews, &[], &NOTHING).unwrap();
    assert_eq!(brought.reviews.len(), 2);
    assert_eq!(brought.reviews[0].after.phase, Phase::Learning);
    assert_eq!(brought.reviews[1].rating, Some(Rating::Good));
    let first_day = crate::schedule::StudyDay(1_700_000_000 / 86_400);
    assert_eq!(brought.card.state.due, Due::On(first_day.plus(1_100)));
    assert!(brought.card.marks.suspended);
    assert_eq!((brought.card.marks.flag, brought.card.state.repetitions), (3, 2));
}

#[test]
fn what_is_here_already_is_not_brought_again() {
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1)];
    let first = bring(&row(), &reviews, &[], &NOTHING).unwrap();
    let mut logged = Logged {
        reviews: reviews
            .iter()
            .map(|one| (one.at, What::Rating, Rating::from_number(one.rating)))
            .collect(),
        last: Some((now().millisecond(), What::Brought)),
        ..Logged::default()
    };
    fn here<'a>(logged: &'a Logged, kept: &'a Card) -> Here<'a> {
        Here {
            logged: Some(logged),
            kept,
        }
    }
    let kept = &first.card;
    assert_eq!(bring(&row(), &reviews, &[], &here(&logged, kept)), None);
    let more = [reviews[0], reviews[1], review(10, 1, -600, 1)];
    let brought = bring(&row(), &more, &[], &here(&logged, kept)).unwrap();
    assert_eq!(brought.reviews.len(), 1);
    assert_eq!(brought.reviews[0].before.phase, Phase::Review);
    assert_eq!(brought.reviews[0].after.phase, Phase::Relearning);
    // Resumed over there since, and nothing else.
    let resumed = CardRow { queue: 2, ..row() };
    assert!(
        !bring(&resumed, &reviews, &[], &here(&logged, kept))
            .unwrap()
            .card
            .marks
            .suspended
    );
    // Flagged here since: that stays.
    logged.last = Some((now().millisecond() + 1, What::Flag));
    assert_eq!(bring(&resumed, &reviews, &[], &here(&logged, kept)), None);
    // Also when there are reviews that are new.
    logged.set_here.flag = true;
    let mut flagged = kept.clone();
    flagged.marks.flag = 6;
    let brought = bring(&resumed, &more, &[], &here(&logged, &flagged)).unwrap();
    assert_eq!((brought.reviews.len(), brought.card.marks.flag), (1, 6));
    assert!(!brought.card.marks.suspended, "that was resumed over there");
}

/// A card that came with two reviews at `at`, and its log.
fn imported(reviews: &[Review], at: i64) -> (Card, Logged) {
    let card = bring(&row(), reviews, &[], &NOTHING).unwrap().card;
    let logged = Logged {
        reviews: reviews
            .iter()
            .map(|one| (one.at, What::Rating, Rating::from_number(one.rating)))
            .collect(),
        last: Some((at, What::Brought)),
        ..Logged::default()
    };
    (card, logged)
}

#[test]
fn without_a_new_review_the_memory_is_the_one_here() {
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1)];
    let known = review(5, 3, 0, 0).at;
    let (mut kept, logged) = imported(&reviews, known);
    // Weights of the learner's own gave another memory.
    kept.state.memory.as_mut().unwrap().difficulty = 9.0;
    let again = |row: &CardRow| {
        let here = Here {
            logged: Some(&logged),
            kept: &kept,
        };
        bring(row, &reviews, &[0.5; 21], &here)
    };
    let changed = |day: i64| known / 1_000 + day * 86_400;
    for day in [-1, 0, 1] {
        let row = CardRow {
            changed: changed(day),
            ..row()
        };
        assert_eq!(again(&row), None, "{day}");
    }
    // What was changed there before it came is an older package; what was changed after is news.
    let resumed = |day| CardRow {
        queue: 2,
        flag: 5,
        changed: changed(day),
        ..row()
    };
    assert_eq!(again(&resumed(-1)), None);
    let brought = again(&resumed(1)).unwrap();
    assert!(!brought.card.marks.suspended && brought.reviews.is_empty());
    assert_eq!((brought.card.marks.flag, brought.card.state), (5, kept.state));
    assert_eq!(
        brought.since.unwrap().0.as_millisecond(),
        changed(1) * 1_000 + 999,
        "the same once more is no news"
    );
}

#[test]
fn a_row_that_is_older_than_what_is_here_dates_nothing() {
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1)];
    let known = review(5, 3, 0, 0).at;
    let (kept, logged) = imported(&reviews, known);
    let flagged = |day: i64| CardRow {
        flag: 5,
        changed: known / 1_000 + day * 86_400,
        ..row()
    };
    let since = |row: &CardRow| {
        let here = Here {
            logged: Some(&logged),
            kept: &kept,
        };
        let brought = bring_from(Some(known + 3 * 86_400_000), row, &reviews, &[], &here).unwrap();
        assert_eq!(brought.card.marks.flag, 5);
        brought.since
    };
    // The flag came with a later package, and when it was set nobody notes.
    assert_eq!(since(&flagged(-1)), None);
    assert!(since(&flagged(1)).is_some());
}

#[test]
fn a_day_that_was_set_by_hand_comes_without_a_review() {
    let by_hand = Review {
        rating: 0,
        factor: 2_500,
        ..review(7, 0, 30, 4)
    };
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1), by_hand];
    let moved = CardRow {
        due: 1_200,
        changed: by_hand.at / 1_000,
        ..row()
    };
    let due = |known: i64| {
        let (kept, logged) = imported(&reviews[..2], known);
        let here = Here {
            logged: Some(&logged),
            kept: &kept,
        };
        let brought = bring(&moved, &reviews, &[], &here)?;
        assert_eq!(brought.card.state.memory, kept.state.memory);
        brought.card.state.due.day()
    };
    let first_day = crate::schedule::StudyDay(1_700_000_000 / 86_400);
    assert_eq!(due(reviews[1].at), Some(first_day.plus(1_200)));
    assert_eq!(due(by_hand.at + 1_000), None, "it was known already");
}

#[test]
fn a_new_card_that_was_resumed_there_is_resumed_here() {
    let suspended = CardRow {
        queue: -1,
        changed: 1_780_000_000,
        ..CardRow::default()
    };
    let kept = bring(&suspended, &[], &[], &NOTHING).unwrap().card;
    assert!(kept.marks.suspended);
    let logged = Logged {
        last: Some((1_780_000_000_999, What::Brought)),
        ..Logged::default()
    };
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    assert_eq!(bring(&suspended, &[], &[], &here), None);
    let resumed = CardRow {
        changed: 1_780_000_009,
        ..CardRow::default()
    };
    let brought = bring(&resumed, &[], &[], &here).unwrap();
    assert_eq!(brought.card, Card::NEW);
}

#[test]
fn a_moment_of_the_same_second_is_no_change() {
    let reviews = [review(0, 3, -600, 0)];
    let step = CardRow {
        kind: 1,
        queue: 1,
        due: 1_780_000_600,
        repetitions: 1,
        ..CardRow::default()
    };
    let mut kept = bring(&step, &reviews, &[], &NOTHING).unwrap().card;
    let Due::At(at, day) = kept.state.due else {
        panic!("{:?}", kept.state.due);
    };
    kept.state.due = Due::At(at + jiff::SignedDuration::from_millis(345), day);
    let logged = Logged {
        reviews: vec![(reviews[0].at, What::Rating, Some(Rating::Good))],
        last: Some((reviews[0].at, What::Rating)),
        ..Logged::default()
    };
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    assert_eq!(bring(&step, &reviews, &[], &here), None);
}

#[test]
fn a_row_without_scheduling_takes_nothing_away() {
    let mut kept = Card::NEW;
    kept.marks.suspended = true;
    kept.marks.flag = 2;
    let logged = Logged {
        last: Some((now().millisecond(), What::Brought)),
        ..Logged::default()
    };
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    assert_eq!(bring(&CardRow::default(), &[], &[], &here), None);
    let unknown = Here { logged: None, ..here };
    assert_eq!(bring(&CardRow::default(), &[], &[], &unknown), None);
    let flagged = CardRow {
        flag: 3,
        ..CardRow::default()
    };
    let marks = bring(&flagged, &[], &[], &unknown).unwrap().card.marks;
    assert_eq!(marks.flag, 3);
}

#[test]
fn reviews_made_here_decide_when_it_comes_back() {
    let reviews = [review(0, 3, -600, 0), review(1, 3, 9, 1)];
    let mut kept = bring(&row(), &reviews, &[], &NOTHING).unwrap().card;
    kept.state.due = Due::On(now().day.plus(77));
    let logged = Logged {
        reviews: vec![
            (reviews[0].at, What::Rating, Some(Rating::Good)),
            (review(20, 3, 0, 1).at, What::Rating, Some(Rating::Easy)),
        ],
        last: Some((review(20, 3, 0, 1).at, What::Rating)),
        ..Logged::default()
    };
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    let brought = bring(&row(), &reviews, &[], &here).unwrap();
    assert_eq!(brought.reviews.len(), 1, "the one in between");
    assert_eq!(brought.card.state.due, kept.state.due);
    assert_eq!(brought.card.state.repetitions, 3);
}

#[test]
fn a_card_that_older_reviews_leave_less_well_known_comes_back_earlier() {
    let there = [
        review(0, 3, -600, 0),
        review(1, 1, -600, 0),
        review(2, 1, -600, 0),
    ];
    let own = review(20, 3, 0, 1);
    let mut kept = bring(&row(), &[there[0], own], &[], &NOTHING).unwrap().card;
    let (_, last) = kept.state.last.unwrap();
    kept.state.due = Due::On(last.plus(60));
    let logged = Logged {
        reviews: vec![
            (there[0].at, What::Rating, Some(Rating::Good)),
            (own.at, What::Rating, Some(Rating::Good)),
        ],
        last: Some((own.at, What::Rating)),
        ..Logged::default()
    };
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    let state = bring(&row(), &there, &[], &here).unwrap().card.state;
    let stability = |state: &CardState| state.memory.unwrap().stability.days();
    let (now, before) = (stability(&state), stability(&kept.state));
    assert!(now < before, "{now} {before}");
    let days = state.due.day().unwrap().days_since(last);
    assert_eq!(days, ((60.0 * now / before) as i64).max(1));
    assert!(days < 60);
}

#[test]
fn a_card_that_older_reviews_leave_better_known_comes_back_later() {
    let there = [review(0, 3, -600, 0), review(4, 3, 9, 1), review(12, 3, 20, 1)];
    let own = [review(28, 3, -600, 0), review(30, 3, 4, 1)];
    let mut kept = bring(&row(), &own, &[], &NOTHING).unwrap().card;
    let logged = Logged {
        reviews: own
            .map(|review| (review.at, What::Rating, Some(Rating::Good)))
            .to_vec(),
        last: Some((own[1].at, What::Rating)),
        ..Logged::default()
    };
    let (_, last) = kept.state.last.unwrap();
    let model = Model::default();
    for (retention, longest) in [(0.9, 36_500), (0.8, 36_500), (0.9, 21)] {
        let learner = Learner {
            retention,
            longest_interval: longest,
            ..learner(&model)
        };
        let stability = |state: &CardState| state.memory.unwrap().stability;
        let before = model.interval_days(stability(&kept.state), retention).round() as i64;
        kept.state.due = Due::On(last.plus(before));
        let here = Here {
            logged: Some(&logged),
            kept: &kept,
        };
        let state = bring_for(&learner, &there, &here).unwrap().card.state;
        let most = model
            .interval_days(stability(&state), retention)
            .min(f64::from(longest));
        let days = state.due.day().unwrap().days_since(last);
        assert!(
            days > before && days as f64 <= most + 0.5,
            "{days} {before} {most}"
        );
        assert!(days as f64 > 0.8 * most, "{days} {before} {most}");
        kept.state.due = Due::On(last.plus(900));
        let here = Here {
            logged: Some(&logged),
            kept: &kept,
        };
        let state = bring_for(&learner, &there, &here).unwrap().card.state;
        assert_eq!(state.due, kept.state.due, "the later of the two");
    }
}

#[test]
fn weights_of_older_versions_are_understood() {
    let whole = model(&[]);
    assert!((whole.decay() - 0.1542).abs() < 1e-6);
    assert!((model(&[0.5; 19]).decay() - 0.5).abs() < 1e-6);
    assert!((model(&[0.5; 17]).decay() - 0.5).abs() < 1e-6);
    assert!((model(&[0.5; 3]).decay() - 0.1542).abs() < 1e-6);
}

#[test]
fn a_review_that_an_export_moved_on_is_the_one_that_is_here() {
    let at = review(0, 3, -600, 0).at;
    let moved = |by: u32, rating, interval, kind| Review {
        at: at + i64::from(by),
        moved_at_most: by,
        ..review(0, rating, interval, kind)
    };
    // Four answers of one moment, and one of another card's moment right before.
    let reviews = [
        moved(0, 3, -600, 0),
        moved(1, 1, -60, 0),
        moved(2, 3, -600, 0),
        moved(3, 3, 9, 0),
    ];
    let kept = bring(&row(), &reviews, &[], &NOTHING).unwrap().card;
    let said = |rating| (at, What::Rating, Some(rating));
    let mut logged = Logged {
        reviews: vec![
            said(Rating::Good),
            said(Rating::Again),
            said(Rating::Good),
            said(Rating::Good),
        ],
        last: Some((at, What::Rating)),
        ..Logged::default()
    };
    let news = |logged: &Logged, kept: &Card| {
        let here = Here {
            logged: Some(logged),
            kept,
        };
        bring(&row(), &reviews, &[], &here).map_or(0, |brought| brought.reviews.len())
    };
    assert_eq!(news(&logged, &kept), 0);
    logged.reviews.pop();
    assert_eq!(news(&logged, &kept), 1, "one more than there are here");
    logged.reviews[1] = said(Rating::Hard);
    assert_eq!(news(&logged, &kept), 2, "another rating is another review");
    logged.reviews = vec![(at - 1, What::Rating, Some(Rating::Good))];
    assert_eq!(news(&logged, &kept), 4, "the moment before is not in the package");
}

#[test]
fn an_answer_of_a_quiz_comes_back_as_the_one_it_was() {
    let reviews = [
        review(0, 3, 9, 0),
        Review {
            factor: 0,
            ..review(1, 3, 9, 3)
        },
    ];
    let logged = Logged {
        reviews: vec![
            (reviews[0].at, What::Rating, Some(Rating::Good)),
            (reviews[1].at, What::Quiz, Some(Rating::Good)),
        ],
        last: Some((reviews[1].at, What::Quiz)),
        ..Logged::default()
    };
    let kept = bring(&row(), &reviews, &[], &NOTHING).unwrap().card;
    let here = Here {
        logged: Some(&logged),
        kept: &kept,
    };
    assert_eq!(bring(&row(), &reviews, &[], &here), None);
}
