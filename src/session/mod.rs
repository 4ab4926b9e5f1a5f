//! One learner, one sitting: which card is on screen, and what a key does to it.
