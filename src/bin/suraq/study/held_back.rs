//! Why a card that is due, or new, waits until tomorrow: one of the same fact comes today.

use suraq::decks::CardId;
use suraq::session::HeldBack;

use crate::app::App;
use crate::report::Failure;
use crate::study::exams;
use crate::study::plan_in_full;

/// Returns what holds a card back today that is due, or would come as new; the same plan counts on home.
pub fn of(app: &mut App, card: &CardId) -> Result<Option<HeldBack>, Failure> {
    let exams = exams::to_come(app)?;
    let plan = plan_in_full(app, &exams)?.plan;
    Ok(plan.held_back(&card.to_string()).cloned())
}

/// `waits until tomorrow, because garden/pond of the same fact was asked today`.
pub fn reason(held: &HeldBack) -> String {
    let done = if held.is_rated { "was asked" } else { "comes" };
    format!("waits until tomorrow, because {} {done} today", named(held))
}

/// The card that is in the way, and what it has to do with the one that waits.
fn named(held: &HeldBack) -> String {
    let by = &held.by;
    match (held.card.parse::<CardId>(), by.parse::<CardId>()) {
        (Ok(card), Ok(other)) if card.direction.is_some() => match card.item == other.item {
            true => format!("its other direction {by}"),
            false => format!("{by}, easily confused with it,"),
        },
        _ => format!("{by} of the same fact"),
    }
}

#[cfg(test)]
mod tests {
    use suraq::session::HeldBack;

    use super::reason;

    fn said(card: &str, by: &str, is_rated: bool) -> String {
        reason(&HeldBack {
            card: card.to_owned(),
            is_new: false,
            by: by.to_owned(),
            is_rated,
        })
    }

    #[test]
    fn it_is_said_which_card_is_in_the_way_and_why() {
        assert_eq!(
            said("garden/pool", "garden/pond", true),
            "waits until tomorrow, because garden/pond of the same fact was asked today"
        );
        assert_eq!(
            said("kk/el/kk-en", "kk/el/en-kk", false),
            "waits until tomorrow, because its other direction kk/el/en-kk comes today"
        );
        assert_eq!(
            said("kk/el/kk-en", "kk/jer/kk-en", true),
            "waits until tomorrow, because kk/jer/kk-en, easily confused with it, was asked today"
        );
    }
}
