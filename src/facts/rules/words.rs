//! Questions that a rule words itself, for frames that carry their stem.

use crate::facts::frame::{Event, Voice};
use crate::language::inflect;

/// Asks for what stands in front: `opening`, auxiliary, subject, verb, rest, `tail`.
///
/// Only for what was done; the voices of what is or has been are asked with their verb in place.
pub(super) fn question(opening: &str, event: &Event, tail: &str) -> String {
    let be = if event.subject.is_plural { "were" } else { "was" };
    let subject = &event.subject.text;
    let core = match event.voice {
        Voice::Passive => format!("{be} {subject} {}", inflect::participle(&event.verb)),
        Voice::Copula => format!("{be} {subject}"),
        _ => format!("did {subject} {}", event.verb),
    };
    let parts = [opening, &core, &event.rest.text, tail];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}
