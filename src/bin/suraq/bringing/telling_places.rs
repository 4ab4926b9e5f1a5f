//! What is told of cards that lie elsewhere in Anki, were made there or are gone there.

use super::own_places::OwnGone;
use super::strayed::Moved;
use super::telling::NAMED;
use super::telling::Told;
use crate::app::App;
use crate::screen::count;
use crate::screen::one_line;

impl Told {
    /// Says which cards lie in another deck over there.
    pub(super) fn tell_moved(&self, app: &App) {
        let count_of = |moved: &Moved| match self.follows_moves {
            true => moved.cards.len(),
            false => moved.fresh,
        };
        if self.follows_moves && self.holds_moves {
            app.screen
                .remark("This package is older than one that came before: no card is moved by it.");
        }
        let told = self.moved.iter().filter(|moved| count_of(moved) > 0);
        let decks: Vec<String> = told
            .map(|moved| format!("{} in “{}”", count_of(moved), moved.there.name))
            .collect();
        let cards: usize = self.moved.iter().map(count_of).sum();
        if decks.is_empty() || self.follows_moves && self.is_done {
            return;
        }
        let is_one = cards == 1;
        let what = count(cards, "card is", "cards are");
        let end = match self.follows_moves {
            true => format!("{} there here too", if is_one { "goes" } else { "go" }),
            false => format!(
                "{} here; the same import --with-moves moves {}",
                if is_one {
                    "stays where it is"
                } else {
                    "stay where they are"
                },
                if is_one { "it" } else { "them" }
            ),
        };
        app.screen.remark(&one_line(&format!(
            "{what} in another deck in Anki now, {}, and {end}.",
            decks.join(", ")
        )));
    }

    /// Says which cards somebody made there from notes of the learner's own.
    pub(super) fn tell_further(&self, app: &App) {
        if self.further.is_empty() {
            return;
        }
        let (was, stays) = match self.further.len() {
            1 => ("was", "It stays"),
            _ => ("were", "They stay"),
        };
        app.screen.remark(&one_line(&format!(
            "{} {was} made in Anki from your own, with a second gap or card template: {}. {stays} with the note there, \
             also when you edit your own card here and export it.",
            count(self.further.len(), "card", "cards"),
            named(&self.further, " "),
        )));
    }

    /// Says which cards the package has no longer.
    pub(super) fn tell_gone(&self, app: &App) {
        for (title, cards) in &self.gone {
            let what = match cards.len() {
                1 => "is not in the package any more and stays",
                _ => "are not in the package any more and stay",
            };
            let head = format!(
                "{} of “{title}” {what} here.",
                count(cards.len(), "card", "cards")
            );
            tell_going(app, &head, cards);
        }
        let own = self.own_gone.iter().filter(|gone| !gone.fresh.is_empty());
        for OwnGone { title, fresh, .. } in own {
            let (what, stays) = match fresh.len() {
                1 => ("is", "It stays"),
                _ => ("are", "They stay"),
            };
            let why = match self.is_whole {
                true => "deleted there, or not imported there yet",
                false => "deleted there, not imported there yet, or in a deck that is not in it",
            };
            let head = format!(
                "{} of your own in “{title}” went out to Anki and {what} not in the package: {why}. {stays} here.",
                count(fresh.len(), "card", "cards")
            );
            match self.is_whole {
                true => tell_going(app, &head, fresh),
                // Nobody is to delete here what only lies elsewhere there.
                false => app.screen.remark(&one_line(&format!(
                    "{head} The whole collection (.colpkg) tells which: {}",
                    named(fresh, " ")
                ))),
            }
        }
    }
}

/// Says of cards that are gone over there how they go here.
fn tell_going(app: &App, head: &str, cards: &[String]) {
    app.screen.remark(&one_line(&format!(
        "{head} To take {} away: {}delete {}",
        if cards.len() == 1 { "it" } else { "them" },
        app.prefix(),
        named(cards, " or "),
    )));
}

/// The first of them by name with a word between, and how many more there are.
fn named(cards: &[String], between: &str) -> String {
    let shown: Vec<&str> = cards.iter().take(NAMED).map(String::as_str).collect();
    let more = match cards.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", and {more} more that --json names"),
    };
    format!("{}{more}", shown.join(between))
}
