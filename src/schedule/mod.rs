//! When a card is shown again.
//!
//! A card's memory is two numbers, [`Stability`] and difficulty; a review turns
//! them into the next two. [`Scheduler::futures`] returns all four at once, so
//! that the learner sees the intervals before choosing. Nothing here knows what
//! a card asks or where progress is kept: the caller brings the time and stores
//! the result.
//!
//! The model is FSRS-6 (crate `fsrs`). Expected values come from the reference
//! implementation and are kept in `tests/golden/schedule`.

mod card;
mod course;
mod day;
mod exam;
mod leech;
mod load;
mod memory;
mod optimize;
mod outlook;
mod queue;
mod settings;
mod steps;
mod wait;

pub use card::{CardState, Due, Phase, Rating};
pub use course::{Course, CourseCard, CourseDay, FirstNew, Pace, course};
pub use day::{Moment, StudyDay};
pub use exam::{Exam, ExamPlan, cram_list, cram_now, known_on, known_then, lasting, new_per_day, plan_exam};
pub use leech::{LeechStep, is_leech_untreated, leech_step};
pub use load::{Away, EasyDays, Load, NotAway, day_of, weekday};
pub use memory::{DEFAULT_DECAY, Futures, Memory, Model, NotAModel, Stability, retrievability};
pub use optimize::{
    Fit, LEAST_REVIEWS, NotOptimized, Optimized, PastReview, optimize, remembered, telling_reviews,
};
pub use outlook::{AwayCost, Effort, away_cost, effort};
pub use queue::{Candidate, DailyLimits, Held, Queue, draw_queue};
pub use settings::{ScheduleError, Settings};
pub use steps::{Future, Scheduler, fuzz_seed};
pub use wait::Wait;
