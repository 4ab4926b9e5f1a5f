//! Results of several computers, united: what counts, under which name, and what is told.

use super::{Added, JoinError, Union, United};
use crate::quiz::ledger::Moment;
use crate::quiz::scores::{Change, FORMAT, Given, Results, Sheet};
use crate::quiz::{Answer, Paper, Question};

pub(in crate::quiz) fn paper() -> Paper {
    let question = |number: usize| Question {
        card: format!("lakes/{number}"),
        text: format!("Which lake is number {number}?"),
        answer: Answer::Choice {
            options: ["w", "x", "y", "z"].map(str::to_owned).to_vec(),
            keys: vec![0],
            fixed: false,
        },
        explanation: None,
        source: None,
    };
    Paper::new("Lakes", (0..3).map(question).collect(), 2, 1)
}

/// Results of an older program.
pub(in crate::quiz) fn results(origin: &str, sheets: &[(&str, usize)]) -> Results {
    let sheet = |(pupil, option): &(&str, usize)| {
        Sheet::new((*pupil).to_owned(), 'A', vec![Given::Option(*option); 3])
    };
    let mut results = Results {
        format: FORMAT,
        code: paper().code,
        origin: origin.to_owned(),
        sheets: sheets.iter().map(sheet).collect(),
        ..Results::default()
    };
    results.identify();
    results
}

/// Results that a computer keeps: each change is told to `kept` with the time of it.
fn marked(origin: &str, sheets: &[(&str, usize)], now: u64) -> Results {
    let mut results = results(origin, sheets);
    results.sheets.iter_mut().for_each(|sheet| sheet.id.clear());
    kept(&Results::default(), results, now)
}

fn kept(before: &Results, mut after: Results, now: u64) -> Results {
    let chance = after.origin.bytes().map(u64::from).sum();
    after.settle(before, Moment { now, chance });
    after
}

/// `results` after a change that is kept at `now`.
fn with(before: &Results, now: u64, change: impl FnOnce(&mut Results)) -> Results {
    let mut after = before.clone();
    change(&mut after);
    kept(before, after, now)
}

fn join(ours: &Results, theirs: &Results) -> Result<(Results, Added), JoinError> {
    let (united, added) = told(ours, theirs)?;
    Ok((united.results, added))
}

fn told(ours: &Results, theirs: &Results) -> Result<(United, Added), JoinError> {
    let paper = paper();
    let mut union = Union::new(&paper, ours)?.in_step(7);
    let added = union.add(theirs)?;
    Ok((union.finish(), added))
}

fn united(first: &Results, others: &[&Results]) -> Results {
    let mut all = first.clone();
    for other in others {
        all = join(&all, other).unwrap().0;
    }
    all
}

pub(in crate::quiz) fn names(results: &Results) -> Vec<&str> {
    results.sheets.iter().map(|sheet| sheet.pupil.as_str()).collect()
}

/// What counts: each sheet with its answers, in a fixed order, and what is right.
fn counting(results: &Results) -> (Vec<String>, Vec<Option<Vec<usize>>>) {
    let told = |sheet: &Sheet| format!("{} {:?}", sheet.id, sheet.given);
    let mut sheets: Vec<String> = results.sheets.iter().map(told).collect();
    sheets.sort();
    (sheets, crate::quiz::scores::keys(&paper(), &results.changes))
}

#[test]
fn the_same_sheets_count_in_any_order_of_the_files_any_number_of_times() {
    let home = results("home", &[("Dana", 0), ("1", 0)]);
    let one = results("one", &[("Arman", 1), ("Dana", 2), ("1", 0), ("2", 0)]);
    let two = results("two", &[("dana", 2), ("Dana", 3), ("1", 3)]);
    let first = united(&home, &[&one, &two]);
    for other in [
        united(&home, &[&two, &one, &two, &one]),
        united(&home, &[&united(&one, &[&two])]),
        united(&home, &[&united(&two, &[&one, &home])]),
    ] {
        assert_eq!(counting(&first), counting(&other));
    }
    assert_eq!(first, united(&first, &[&home, &first, &two]));
    assert_eq!(
        names(&first),
        [
            "Dana", "1", "Arman", "Dana (2)", "one-1", "one-2", "Dana (3)", "two-1"
        ]
    );
}

#[test]
fn sheets_that_are_here_keep_their_names_and_places() {
    let home = results(
        "home",
        &[("Dana (2)", 0), ("Zarina", 1), ("Dana", 1), ("Aida (2)", 3)],
    );
    let far = results("far", &[("Olya", 1), ("Dana", 3), ("Olya (2)", 2)]);
    assert_eq!(
        names(&united(&home, &[&far])),
        [
            "Dana (2)", "Zarina", "Dana", "Aida (2)", "Dana (3)", "Olya", "Olya (2)"
        ]
    );
    // Told apart elsewhere, it comes home to the sheet it is.
    let back = united(&far, &[&home]);
    assert_eq!(united(&home, &[&back]), united(&home, &[&far]));
}

#[test]
fn who_is_listed_with_a_number_is_somebody_else() {
    let paper = paper();
    let with_names = |home: &Results, far: &Results| {
        let listed = ["Dana", "Dana (2)"].into_iter();
        let mut union = Union::new(&paper, home).unwrap().with_names(listed);
        let added = union.add(far).unwrap();
        let United { results, doubled, .. } = union.finish();
        let told: Vec<String> = results
            .sheets
            .iter()
            .map(|sheet| format!("{} {:?}", sheet.pupil, sheet.given[0]))
            .collect();
        (added, told, doubled)
    };
    // The same answers, and two pupils all the same.
    let (added, told, doubled) = with_names(
        &results("home", &[("Dana", 0)]),
        &results("far", &[("Dana (2)", 0)]),
    );
    assert_eq!(added.new, 1);
    assert_eq!(told, ["Dana Option(0)", "Dana (2) Option(0)"]);
    assert!(doubled.is_empty());
    // A stranger of the name does not get the number of the pupil, not even one who had it elsewhere.
    let stranger = united(
        &results("far", &[("Dana", 3)]),
        &[&results("two", &[("Dana", 2)])],
    );
    let (_, told, doubled) = with_names(&results("home", &[("Dana", 0)]), &stranger);
    assert_eq!(
        told,
        ["Dana Option(0)", "Dana (3) Option(3)", "Dana (4) Option(2)"]
    );
    assert_eq!(doubled[0].sheets, [0, 1, 2]);
}

#[test]
fn sheets_without_names_keep_apart_and_come_home_under_their_numbers() {
    let home = results("home", &[("1", 0)]);
    let other = results("far", &[("1", 0)]);
    let far = united(&other, &[&home]);
    assert_eq!(names(&far), ["1", "home-1"]);
    assert_eq!(names(&united(&home, &[&far])), ["1", "far-1"]);
}

#[test]
fn what_came_in_is_counted() {
    let home = results("home", &[("Dana", 0)]);
    let mut other = results("far", &[("Dana", 0), ("Arman", 1)]);
    other.sheets.iter_mut().for_each(|sheet| sheet.id.clear());
    let (_, added) = join(&home, &other).unwrap();
    assert_eq!((added.new, added.known), (1, 1));
    assert_eq!(added.by_name, ["Dana"], "no more than the name says so");
    let both = results("far", &[("Dana", 2)]);
    let paper = paper();
    let mut union = Union::new(&paper, &home).unwrap();
    union.add(&both).unwrap();
    let doubled = union.finish().doubled;
    assert_eq!(doubled[0].name, "Dana", "two of one name are told");
    assert_eq!(doubled[0].sheets, [0, 1]);
    // What was here before is told no more.
    let home = results("home", &[("Dana", 0), ("Dana (2)", 1)]);
    let mut union = Union::new(&paper, &home).unwrap();
    union.add(&other).unwrap();
    assert!(union.finish().doubled.is_empty());
}

#[test]
fn namesakes_that_older_programs_kept_are_named_wherever_they_are_taken_for_one() {
    let home = results("home", &[("Dana", 3)]);
    let older = |origin: &str| {
        let mut older = results(origin, &[("Aliya", 0), ("Arman", 1)]);
        older.sheets.iter_mut().for_each(|sheet| sheet.id.clear());
        older.sheets[1].given[0] = Given::Option(origin.len() % 4);
        older
    };
    let paper = paper();
    let mut union = Union::new(&paper, &home).unwrap();
    assert!(union.add(&older("one")).unwrap().by_name.is_empty());
    // Both come from elsewhere, in one go.
    let added = union.add(&older("three")).unwrap();
    assert_eq!(
        (added.new, added.by_name.as_slice()),
        (1, ["Aliya".to_owned()].as_slice())
    );
    // The identity of then goes on where a newer program keeps them now.
    let home = with(&united(&home, &[&older("one")]), 8, |results| {
        results.changes.push(Change::Drop { question: 2 });
    });
    let mut newer = older("three");
    newer.identify();
    let newer = with(&newer, 9, |results| drop(results.put_aside(1)));
    assert_eq!(join(&home, &newer).unwrap().1.by_name, ["Aliya"]);
    // What a newer program marked is told apart.
    let far = marked("far", &[("Aliya", 0)], 5);
    assert!(join(&home, &far).unwrap().1.by_name.is_empty());
}

#[test]
fn pupils_of_one_name_and_the_same_answers_are_two() {
    let home = marked("home", &[("Aliya", 0)], 5);
    let far = marked("far", &[("Aliya", 0)], 5);
    let (united, added) = told(&home, &far).unwrap();
    assert_eq!((added.new, added.known), (1, 0));
    assert_eq!(names(&united.results), ["Aliya", "Aliya (2)"]);
    assert_eq!(united.doubled[0].sheets, [0, 1]);
    // Once in, it is known, here and there.
    assert_eq!(join(&united.results, &far).unwrap().1.known, 1);
    assert_eq!(join(&far, &united.results).unwrap().1.known, 1);
}

#[test]
fn a_sheet_is_known_under_whatever_it_is_called_here() {
    let home = marked("home", &[("Dana", 0)], 5);
    let far = marked("far", &[("Dana", 1), ("Asel", 2), ("1", 3)], 6);
    let both = united(&home, &[&far]);
    let called = with(&both, 8, |results| {
        results.sheets[1].pupil = "Dana Omarova".to_owned();
        results.forget("Asel", "8B-1");
    });
    assert_eq!(join(&called, &far).unwrap().0, called);
    let nameless = with(&both, 8, |results| {
        results.forget_names(&|_| false);
    });
    let (again, added) = join(&nameless, &far).unwrap();
    assert_eq!((&again, added.known), (&nameless, 3));
}

#[test]
fn what_was_taken_away_stays_away_until_it_is_brought_back() {
    let home = marked("home", &[("Dana", 0)], 5);
    let far = marked("far", &[("Arman", 1), ("Asel", 2)], 6);
    let both = united(&home, &[&far]);
    let less = with(&both, 8, |results| {
        results.put_aside(1);
        results.forget("Arman", "1");
    });
    let gone = &less.ledger.gone;
    assert_eq!(gone.keys().collect::<Vec<_>>(), [&far.sheets[0].id]);
    let (again, added) = told(&less, &far).unwrap();
    assert_eq!((added.gone, added.known), (1, 1));
    assert_eq!(again.away, ["1"]);
    assert_eq!(again.results, less);
    // Gone there as well, and back as soon as it is brought back here.
    let (there, _) = told(&far, &less).unwrap();
    assert_eq!(names(&there.results), ["Asel", "Dana"]);
    assert_eq!(there.taken, [far.sheets[0].clone()]);
    let back = with(&less, 9, |results| {
        results.bring_back("1");
    });
    assert!(back.ledger.is_empty());
    let (there, _) = told(&there.results, &back).unwrap();
    assert_eq!(names(&there.results), ["Asel", "Dana", "Arman"]);
    assert_eq!(there.back, ["Arman"]);
}

#[test]
fn a_sheet_that_never_was_here_can_be_brought_back_too() {
    let far = marked("far", &[("Arman", 1)], 6);
    let less = with(&far, 8, |results| drop(results.put_aside(0)));
    let paper = paper();
    for files in [[&far, &less], [&less, &far]] {
        let mut union = Union::new(&paper, &results("home", &[])).unwrap();
        for file in files {
            union.add(file).unwrap();
        }
        let mut united = union.finish();
        assert_eq!(united.away, ["Arman"]);
        assert!(united.results.sheets.is_empty());
        assert!(united.results.bring_back("Arman").is_some());
    }
}

#[test]
fn the_later_answers_count_and_are_told_with_those_before() {
    let home = marked("home", &[("Maria", 3)], 5);
    let far = marked("far", &[("Maria", 1)], 5);
    let both = united(&home, &[&far]);
    let better = with(&far, 9, |results| {
        results.bring(
            Sheet::new("Maria".to_owned(), 'A', vec![Given::Option(0); 3]),
            9,
            Some(0),
        );
    });
    let (after, added) = told(&both, &better).unwrap();
    assert_eq!(added.later, 1);
    assert_eq!(names(&after.results), ["Maria", "Maria (2)"]);
    assert_eq!(after.results.sheets[1].given, vec![Given::Option(0); 3]);
    let [before, now] = &after.corrected[0];
    assert_eq!(
        (&before.given, &now.pupil),
        (&vec![Given::Option(1); 3], &"Maria (2)".to_owned())
    );
    // The earlier file takes nothing back.
    assert_eq!(told(&after.results, &far).unwrap().0.results, after.results);
}

#[test]
fn three_files_count_the_same_in_all_orders() {
    let one = marked("one", &[("Dana", 0), ("1", 0), ("Asel", 2)], 5);
    let two = marked("two", &[("Dana", 0), ("1", 3)], 5);
    let drop_first = |results: &mut Results| results.changes.push(Change::Drop { question: 0 });
    let one = with(&one, 6, drop_first);
    // The third has both, and has changed, taken away and taken back since.
    let three = with(
        &united(&marked("three", &[("Dana", 0)], 5), &[&two, &one]),
        9,
        |results| {
            results.sheets[1].given = vec![Given::Option(2); 3];
            results.put_aside(2);
            results.changes.clear();
        },
    );
    // And so has the second, at the same time.
    let two = with(&two, 9, |results| {
        results.sheets[0].given = vec![Given::Option(1); 3];
        results.put_aside(1);
    });
    let files = [&one, &two, &three];
    let first = counting(&united(&results("home", &[]), &files));
    assert_eq!(first.1[0], Some(vec![0]), "the change was taken back");
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let files = order.map(|at| files[at]);
        let home = united(&results("home", &[]), &files);
        assert_eq!(counting(&home), first, "{order:?}");
        assert_eq!(counting(&united(&home, &files)), first, "{order:?} twice");
        assert_eq!(
            counting(&united(files[0], &files[1..])),
            first,
            "{order:?} at one of them"
        );
    }
}

#[test]
fn keys_changed_in_two_ways_are_refused() {
    let mut home = results("home", &[]);
    let mut far = results("far", &[]);
    home.changes = vec![Change::Drop { question: 2 }];
    far.changes = vec![Change::Accept {
        question: 0,
        option: 1,
    }];
    let one = join(&home, &far).unwrap().0.changes;
    let other = join(&far, &home).unwrap().0.changes;
    assert_eq!(one, other);
    assert_eq!(one.len(), 2);
    far.changes = vec![Change::Key {
        question: 2,
        option: 1,
    }];
    let refused = join(&home, &far).unwrap_err();
    let JoinError::Key { ours, theirs, .. } = &refused else {
        panic!("{refused}");
    };
    assert_eq!((ours, theirs), (&None, &Some(vec![1])));
    // Both have come to one key, each on its own way.
    home.changes.push(far.changes[0]);
    for (one, other) in [(&home, &far), (&far, &home)] {
        assert_eq!(join(one, other).unwrap().0.changes, home.changes);
    }
}

#[test]
fn a_key_that_is_taken_back_is_so_everywhere() {
    let far = marked("far", &[], 5);
    let changed = with(&far, 6, |results| {
        results.changes.push(Change::Drop { question: 2 })
    });
    let home = united(&results("home", &[]), &[&changed]);
    assert_eq!(home.changes.len(), 1);
    let back = with(&changed, 7, |results| results.changes.clear());
    let home = united(&home, &[&back]);
    assert!(home.changes.is_empty());
    // The earlier file does not change it again.
    assert!(united(&home, &[&changed, &far]).changes.is_empty());
    // Changed here meanwhile, it is for a person to say which is right.
    let other = with(&united(&results("home", &[]), &[&changed]), 8, |results| {
        results.changes.push(Change::Key {
            question: 2,
            option: 1,
        });
    });
    assert!(join(&other, &back).is_err());
}

#[test]
fn other_papers_and_sheets_that_do_not_fit_are_refused() {
    let home = results("home", &[]);
    let mut far = results("far", &[("Dana", 0)]);
    far.sheets[0].given.pop();
    assert!(matches!(join(&home, &far), Err(JoinError::Sheet { .. })));
    far.code = "1".to_owned();
    assert!(matches!(join(&home, &far), Err(JoinError::OtherPaper { .. })));
}

#[test]
fn a_sheet_that_two_computers_gave_to_two_classes_is_of_one_everywhere() {
    let before = marked("a", &[("Dana", 0)], 10);
    let of = |class: &str, origin: &str| Results {
        origin: origin.to_owned(),
        ..with(&before, 10, |results| {
            class.clone_into(&mut results.sheets[0].class)
        })
    };
    let (here, there) = (of("8B", "a"), of("8A", "b"));
    let class = |results: &Results| results.sheets[0].class.clone();
    assert_eq!(class(&united(&here, &[&there])), class(&united(&there, &[&here])));
    // A later sheet says it, and one that names no class says nothing.
    let later = with(&there, 20, |results| {
        results.sheets[0].given[0] = Given::Option(1)
    });
    assert_eq!(class(&united(&here, &[&later])), "8A");
    assert_eq!(class(&united(&later, &[&here])), "8A");
    let unnamed = with(&before, 30, |results| {
        results.sheets[0].given[0] = Given::Option(2)
    });
    assert_eq!(class(&united(&here, &[&unnamed])), "8B");
}
