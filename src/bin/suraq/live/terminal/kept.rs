//! How the sheets that are kept of a game follow the game, where `mark` may have changed them meanwhile.

use suraq::quiz::scores;
use suraq::quiz::scores::Sheet;

/// Brings into `kept` what is different in a game between `before` and `now`, and nothing else: a sheet that was
/// put aside stays aside, one that was typed stays, and a pupil who was renamed keeps what `mark` left of theirs.
pub(super) fn follow(kept: &mut Vec<Sheet>, before: &[Sheet], now: &[Sheet]) {
    let mut gone = without(before, now);
    let mut new = Vec::new();
    let mut renamed = Vec::new();
    for sheet in without(now, before) {
        let old = gone.iter().position(|old| old.given == sheet.given);
        match old.map(|old| gone.remove(old)) {
            Some(old) => renamed.extend(place_of(kept, &old, before).map(|at| (at, sheet))),
            None => new.push(sheet),
        }
    }
    // No name that is given up keeps another one from being taken.
    for (at, _) in &renamed {
        kept[*at].pupil.clear();
    }
    let gone: Vec<usize> = gone
        .iter()
        .filter_map(|sheet| place_of(kept, sheet, before))
        .collect();
    for (at, sheet) in renamed {
        kept[at].pupil = scores::told_apart(&sheet.pupil, kept);
    }
    let mut at = 0..;
    kept.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
    for sheet in new {
        let pupil = scores::told_apart(&sheet.pupil, kept);
        kept.push(Sheet { pupil, ..sheet });
    }
}

/// Where a sheet of the game is kept: under its name, or as `Dana (2)` where another sheet had that name.
fn place_of(kept: &[Sheet], sheet: &Sheet, before: &[Sheet]) -> Option<usize> {
    let is_told_apart = |known: &Sheet| {
        let number = known
            .pupil
            .strip_prefix(sheet.pupil.as_str())
            .and_then(|behind| behind.strip_prefix(" (")?.strip_suffix(')'));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
            && known.version == sheet.version
            && known.given == sheet.given
            && !before.iter().any(|other| is_alike(known, other))
    };
    let same = kept.iter().position(|known| is_alike(known, sheet));
    same.or_else(|| kept.iter().position(is_told_apart))
}

/// Whether both have one name and the same answers: a sheet of the game knows nothing else.
fn is_alike(one: &Sheet, other: &Sheet) -> bool {
    (&one.pupil, one.version, &one.given) == (&other.pupil, other.version, &other.given)
}

/// The sheets of `all` that are not among `others`.
fn without(all: &[Sheet], others: &[Sheet]) -> Vec<Sheet> {
    let mut others: Vec<&Sheet> = others.iter().collect();
    let mut left = Vec::new();
    for sheet in all {
        match others.iter().position(|other| is_alike(other, sheet)) {
            Some(at) => drop(others.remove(at)),
            None => left.push(sheet.clone()),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use suraq::quiz::scores::{Given, Sheet};

    use super::follow;

    fn sheets(names: &[(&str, usize)]) -> Vec<Sheet> {
        let sheet = |(pupil, option): &(&str, usize)| {
            Sheet::new((*pupil).to_owned(), 'A', vec![Given::Option(*option)])
        };
        names.iter().map(sheet).collect()
    }

    #[test]
    fn a_game_that_ends_brings_all_its_sheets_beside_those_that_were_typed() {
        let mut kept = sheets(&[("Dana", 3)]);
        follow(&mut kept, &[], &sheets(&[("Dana", 0), ("Arman", 1)]));
        assert_eq!(kept, sheets(&[("Dana", 3), ("Dana (2)", 0), ("Arman", 1)]));
    }

    #[test]
    fn what_was_put_aside_or_typed_stays_so_when_others_are_renamed_or_sent_out() {
        let before = sheets(&[("Dana", 0), ("Arman", 1), ("Bota", 2)]);
        // `mark` put Dana's sheet aside and took one of Zarina.
        let mut kept = sheets(&[("Arman", 1), ("Bota", 2), ("Zarina", 3)]);
        follow(&mut kept, &before, &before);
        assert_eq!(kept, sheets(&[("Arman", 1), ("Bota", 2), ("Zarina", 3)]));
        let now = sheets(&[("Dana K.", 0), ("Arman S.", 1)]);
        follow(&mut kept, &before, &now);
        assert_eq!(kept, sheets(&[("Arman S.", 1), ("Zarina", 3)]));
    }
    #[test]
    fn a_pupil_who_was_told_apart_is_found_when_renamed_or_sent_out() {
        let before = sheets(&[("Dana", 0), ("Arman", 1)]);
        let mut kept = sheets(&[("Dana", 3)]);
        follow(&mut kept, &[], &before);
        let renamed = sheets(&[("Dana K.", 0), ("Arman", 1)]);
        follow(&mut kept, &before, &renamed);
        assert_eq!(kept, sheets(&[("Dana", 3), ("Dana K.", 0), ("Arman", 1)]));
        let mut kept = sheets(&[("Dana", 3), ("Dana (2)", 0), ("Arman", 1)]);
        follow(&mut kept, &before, &sheets(&[("Arman", 1)]));
        assert_eq!(kept, sheets(&[("Dana", 3), ("Arman", 1)]));
        // Another pupil of the game whose name reads so is not taken for her.
        let before = sheets(&[("Dana", 0), ("Dana (2)", 0)]);
        let mut kept = sheets(&[("Dana (2)", 0)]);
        follow(&mut kept, &before, &sheets(&[("Dana (2)", 0)]));
        assert_eq!(kept, sheets(&[("Dana (2)", 0)]));
    }

    #[test]
    fn names_may_change_places_and_none_is_given_twice() {
        let before = sheets(&[("Dana", 0), ("Arman", 1)]);
        let mut kept = sheets(&[("Dana", 0), ("Arman", 1), ("Zarina", 3)]);
        let now = sheets(&[("Arman", 0), ("Dana", 1)]);
        follow(&mut kept, &before, &now);
        assert_eq!(kept, sheets(&[("Arman", 0), ("Dana", 1), ("Zarina", 3)]));
        follow(&mut kept, &now, &sheets(&[("Zarina", 0), ("Dana", 1)]));
        assert_eq!(kept, sheets(&[("Zarina (2)", 0), ("Dana", 1), ("Zarina", 3)]));
    }
}
