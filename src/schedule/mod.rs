//! When a card is shown again.
