//! How the sheets that are kept of a game follow the game, where `mark` may have changed them meanwhile.

use suraq::quiz::scores;
use suraq::quiz::scores::Sheet;

/// Brings into `kept` what is different in a game between `before` and `now`, and nothing else: a sheet that was
/// put aside stays aside, one that was typed stays, and a pupil who was renamed keeps what `mark` left of theirs.
pub(super) fn follow(kept: &mut Vec<Sheet>, before: &[Sheet], now: &[Sheet]) {
    let mut gone = without(before, now);
    for sheet in without(now, before) {
        let renamed = gone.iter().position(|old| old.given == sheet.given);
        let Some(renamed) = renamed else {
            let pupil = scores::told_apart(&sheet.pupil, kept);
            kept.push(Sheet { pupil, ..sheet });
            continue;
        };
        let old = gone.remove(renamed);
        if let Some(at) = kept.iter().position(|known| *known == old) {
            kept[at] = sheet;
        }
    }
    for sheet in gone {
        if let Some(at) = kept.iter().position(|known| *known == sheet) {
            kept.remove(at);
        }
    }
}

/// The sheets of `all` that are not among `others`.
fn without(all: &[Sheet], others: &[Sheet]) -> Vec<Sheet> {
    let mut others: Vec<&Sheet> = others.iter().collect();
    let mut left = Vec::new();
    for sheet in all {
        match others.iter().position(|other| *other == sheet) {
            Some(at) => drop(others.remove(at)),
            None => left.push(sheet.clone()),
        }
    }
    left
}

#[cfg(test)]
mod tests {
    use suraq::quiz::scores::{Given, Sheet};
    use suraq::quiz::steps::Steps;

    use super::follow;

    fn sheets(names: &[(&str, usize)]) -> Vec<Sheet> {
        let sheet = |(pupil, option): &(&str, usize)| Sheet {
            pupil: (*pupil).to_owned(),
            version: 'A',
            given: vec![Given::Option(*option)],
            steps: Steps::default(),
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
}
