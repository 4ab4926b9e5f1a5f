//! What the answers of a class say about the questions: classical test theory.
//!
//! Every figure that is estimated from the class comes with its 95 % interval,
//! for thirty pupils are few. Variances have the divisor N throughout, as KR-20
//! wants it. A question that never came to a pupil (a late joiner) is not counted
//! as wrong: its figures are those of the pupils who were asked.
//!
//! Formulas: Crocker and Algina, Introduction to Classical and Modern Test Theory
//! (1986), chapters 7 and 14; the index that Moodle calls discrimination is 100
//! times the item-rest correlation.

mod advice;
mod figures;
mod interval;

pub use advice::{Advice, JUDGED_FROM};
pub use interval::of_share;

use figures::correlation;
use figures::covariance;
use figures::mean;
use figures::variance;

/// The upper and the lower group hold this share of the pupils. Source: Kelley 1939.
const GROUP_SHARE: f64 = 0.27;

/// From so many pupils on reliability is told. Ours: from fewer, its interval leaves nothing out.
pub const RELIABLE_FROM: usize = 10;

/// What one pupil did with one question.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// The question never came to this pupil.
    NotAsked,
    /// It came and was left open.
    Omitted,
    /// It was answered.
    Answered {
        /// What the answer is worth, 0 to 1.
        credit: f64,
        /// The option chosen, from 0, where there were options.
        option: Option<usize>,
    },
}

impl Mark {
    /// Returns what it is worth, 0 to 1; `None` where the question was not asked.
    pub fn credit(self) -> Option<f64> {
        match self {
            Mark::NotAsked => None,
            Mark::Omitted => Some(0.0),
            Mark::Answered { credit, .. } => Some(credit),
        }
    }

    fn option(self) -> Option<usize> {
        match self {
            Mark::Answered { option, .. } => option,
            Mark::NotAsked | Mark::Omitted => None,
        }
    }
}

/// A question as far as its figures need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How many options it has; 0 where the answer is written.
    pub options: usize,
    /// The options that are right, from 0.
    pub keys: Vec<usize>,
}

/// A figure estimated from the class, with its 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The figure itself.
    pub value: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The figures of a whole quiz, from the pupils who were asked every question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    /// How many pupils that are.
    pub pupils: usize,
    /// Mean of the totals, in questions. `None` where no question counts.
    pub mean: Option<f64>,
    /// Variance of the totals.
    pub variance: Option<f64>,
    /// Cronbach's alpha; equal to KR-20 where every answer is right or wrong. `None` for one question, totals
    /// that are all the same, or fewer than [`RELIABLE_FROM`] pupils.
    pub alpha: Option<Estimate>,
    /// Kuder and Richardson's formula 20; only where every answer is right or wrong.
    pub kr20: Option<f64>,
    /// Standard error of measurement, in questions: a total is give or take this (68 %).
    pub error: Option<f64>,
}

/// The figures of one question.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// How many pupils were asked it.
    pub asked: usize,
    /// How many of them left it open.
    pub omitted: usize,
    /// Mean credit, 0 to 1; for right or wrong the share that is right. `None` when nobody was asked.
    pub facility: Option<Estimate>,
    /// Correlation of the question with the total that includes it.
    pub point_biserial: Option<Estimate>,
    /// Correlation of the question with the total of the other questions: the honest one.
    pub item_rest: Option<Estimate>,
    /// Mean credit of the upper 27 % less that of the lower 27 % by total; depends on how ties fall, which
    /// is by the order of the rows.
    pub discrimination: Option<f64>,
    /// The covariance with the rest, as a percentage of the most it could be with these credits and rests.
    pub efficiency: Option<f64>,
    /// Cronbach's alpha of the quiz without this question.
    pub alpha_without: Option<f64>,
    /// The figures of each option.
    pub options: Vec<OptionFigures>,
}

/// The figures of one option.
#[derive(Clone, Debug, PartialEq)]
pub struct OptionFigures {
    /// Whether it is right.
    pub is_key: bool,
    /// How many chose it.
    pub chosen: usize,
    /// The share of those asked that chose it.
    pub share: Option<Estimate>,
    /// Mean total of those who chose it, 0 to 1 of what they were asked.
    pub mean_total: Option<f64>,
    /// Correlation of choosing it with the total of the other questions.
    pub item_rest: Option<Estimate>,
}

/// Everything the answers say.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// How many pupils there are.
    pub pupils: usize,
    /// The quiz as a whole.
    pub whole: Whole,
    /// Each question.
    pub questions: Vec<Figures>,
    /// What to look at, the gravest first.
    pub advice: Vec<Advice>,
}

/// Finds the figures of `questions` from `rows`, one a pupil with a mark for each question, in a fixed order.
///
/// A row that is too short lacks questions that were not asked; what is beyond them is not read.
pub fn analyse(questions: &[Asked], rows: &[Vec<Mark>]) -> Analysis {
    let class = Class::new(questions.len(), rows);
    let whole = class.whole();
    let figures: Vec<Figures> = questions
        .iter()
        .enumerate()
        .map(|(at, question)| class.figures(at, question))
        .collect();
    Analysis {
        pupils: rows.len(),
        advice: advice::advise(rows.len(), questions, &figures),
        whole,
        questions: figures,
    }
}

/// The marks of a class, and the totals of its pupils.
struct Class {
    rows: Vec<Vec<Mark>>,
    questions: usize,
}

impl Class {
    fn new(questions: usize, rows: &[Vec<Mark>]) -> Class {
        let whole = |row: &Vec<Mark>| {
            let mut row = row.clone();
            row.resize(questions, Mark::NotAsked);
            row
        };
        Class {
            rows: rows.iter().map(whole).collect(),
            questions,
        }
    }

    /// The credits of the pupils who were asked everything, without the question `but`. A question that nobody
    /// was asked, because it was dropped, is no part of everything.
    fn complete(&self, but: Option<usize>) -> Vec<Vec<f64>> {
        let is_asked = |at: &usize| self.rows.iter().any(|row| row[*at].credit().is_some());
        let columns: Vec<usize> = (0..self.questions)
            .filter(is_asked)
            .filter(|at| Some(*at) != but)
            .collect();
        let credits = |row: &Vec<Mark>| {
            let credits = columns.iter().map(|at| row[*at].credit());
            credits.collect::<Option<Vec<f64>>>()
        };
        self.rows.iter().filter_map(credits).collect()
    }

    fn whole(&self) -> Whole {
        let complete = self.complete(None);
        let questions = complete.first().map_or(0, Vec::len);
        // Where no question counts there are no totals.
        let counting = complete.iter().filter(|row| !row.is_empty());
        let totals: Vec<f64> = counting.map(|row| row.iter().sum()).collect();
        let (mean, variance) = (mean(&totals), variance(&totals));
        let alpha = alpha_of(&complete).filter(|_| complete.len() >= RELIABLE_FROM);
        let is_right_or_wrong = complete.iter().flatten().all(|credit| is_whole(*credit));
        Whole {
            pupils: complete.len(),
            mean,
            variance,
            alpha: alpha.map(|alpha| interval::of_alpha(alpha, complete.len(), questions)),
            kr20: alpha.filter(|_| is_right_or_wrong),
            error: alpha
                .zip(variance)
                // Below 0 alpha says that nothing is measured: all of the spread is error.
                .map(|(alpha, variance)| (variance * (1.0 - alpha.max(0.0))).sqrt()),
        }
    }

    fn figures(&self, at: usize, question: &Asked) -> Figures {
        let asked: Vec<(&Vec<Mark>, f64)> = self
            .rows
            .iter()
            .filter_map(|row| Some((row, row[at].credit()?)))
            .collect();
        let credits: Vec<f64> = asked.iter().map(|(_, credit)| *credit).collect();
        let totals: Vec<f64> = asked.iter().map(|(row, _)| share(row, None)).collect();
        let rests: Vec<f64> = asked.iter().map(|(row, _)| share(row, Some(at))).collect();
        let of_class = |value: f64| interval::of_correlation(value, asked.len());
        let facility = mean(&credits).map(|value| match credits.iter().all(|credit| is_whole(*credit)) {
            true => interval::of_share(value, credits.len()),
            false => interval::of_mean(value, variance(&credits).unwrap_or_default(), credits.len()),
        });
        let options = (0..question.options).map(|option| {
            let is_chosen = |row: &Vec<Mark>| row[at].option() == Some(option);
            let choices: Vec<f64> = asked.iter().map(|(row, _)| f64::from(is_chosen(row))).collect();
            let of_choosers = totals.iter().zip(&choices).filter(|(_, choice)| **choice > 0.0);
            let of_choosers: Vec<f64> = of_choosers.map(|(total, _)| *total).collect();
            OptionFigures {
                is_key: question.keys.contains(&option),
                chosen: of_choosers.len(),
                share: mean(&choices).map(|value| interval::of_share(value, choices.len())),
                mean_total: mean(&of_choosers),
                item_rest: correlation(&choices, &rests).map(of_class),
            }
        });
        Figures {
            asked: asked.len(),
            omitted: asked.iter().filter(|(row, _)| row[at] == Mark::Omitted).count(),
            facility,
            point_biserial: correlation(&credits, &totals).map(of_class),
            item_rest: correlation(&credits, &rests).map(of_class),
            discrimination: discrimination(&credits, &totals),
            efficiency: efficiency(&credits, &rests),
            alpha_without: alpha_of(&self.complete(Some(at))),
            options: options.collect(),
        }
    }
}

fn is_whole(credit: f64) -> bool {
    credit == 0.0 || credit == 1.0
}

/// The mean credit of a pupil over what was asked, without the question `but`.
fn share(row: &[Mark], but: Option<usize>) -> f64 {
    let others = row.iter().enumerate().filter(|(at, _)| Some(*at) != but);
    let credits: Vec<f64> = others.filter_map(|(_, mark)| mark.credit()).collect();
    mean(&credits).unwrap_or_default()
}

/// Cronbach's alpha, k / (k - 1) (1 - sum of the variances / variance of the totals).
fn alpha_of(rows: &[Vec<f64>]) -> Option<f64> {
    let questions = rows.first()?.len();
    if questions < 2 {
        return None;
    }
    let totals: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    let whole = variance(&totals).filter(|variance| *variance > f64::EPSILON)?;
    let column = |at: usize| rows.iter().map(|row| row[at]).collect::<Vec<f64>>();
    let parts: Option<f64> = (0..questions).map(|at| variance(&column(at))).sum();
    let count = questions as f64;
    Some(count / (count - 1.0) * (1.0 - parts? / whole))
}

/// Mean credit of the upper group less that of the lower; equal totals stand in the order of the rows.
fn discrimination(credits: &[f64], totals: &[f64]) -> Option<f64> {
    let size = ((credits.len() as f64 * GROUP_SHARE).round() as usize).max(1);
    if credits.len() < 2 * size {
        return None;
    }
    let mut order: Vec<usize> = (0..credits.len()).collect();
    order.sort_by(|one, other| totals[*other].total_cmp(&totals[*one]));
    let of = |group: &[usize]| mean(&group.iter().map(|at| credits[*at]).collect::<Vec<f64>>());
    Some(of(&order[..size])? - of(&order[order.len() - size..])?)
}

/// 100 times the covariance of credits and rests, over that of both in ascending order.
fn efficiency(credits: &[f64], rests: &[f64]) -> Option<f64> {
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_by(f64::total_cmp);
        values
    };
    let most = covariance(&sorted(credits), &sorted(rests))?;
    (most > f64::EPSILON).then_some(())?;
    Some(100.0 * covariance(credits, rests)? / most)
}

#[cfg(test)]
mod tests {
    use super::{Advice, Asked, Mark, analyse};

    fn right(credit: f64) -> Mark {
        Mark::Answered { credit, option: None }
    }

    fn rows(lines: &[&str]) -> Vec<Vec<Mark>> {
        let mark = |letter: char| match letter {
            '1' => right(1.0),
            '0' => right(0.0),
            '_' => Mark::Omitted,
            _ => Mark::NotAsked,
        };
        lines
            .iter()
            .map(|line| line.chars().map(mark).collect())
            .collect()
    }

    fn written(count: usize) -> Vec<Asked> {
        vec![Asked::default(); count]
    }

    /// Ten pupils and five questions, worked out by hand.
    const CLASS: [&str; 10] = [
        "11111", "11110", "11101", "11010", "10100", "11000", "01001", "10000", "00100", "00001",
    ];

    fn near(found: impl IntoIterator<Item = f64>, wanted: &[f64]) {
        let found: Vec<f64> = found.into_iter().collect();
        assert_eq!(found.len(), wanted.len());
        for (found, wanted) in found.iter().zip(wanted) {
            assert!((found - wanted).abs() < 5e-5, "{found} is not {wanted}");
        }
    }

    #[test]
    fn the_figures_of_a_small_class_are_those_worked_out_by_hand() {
        let found = analyse(&written(5), &rows(&CLASS));
        let whole = &found.whole;
        near([whole.mean.unwrap(), whole.variance.unwrap()], &[2.5, 1.85]);
        near([whole.kr20.unwrap(), whole.error.unwrap()], &[0.4730, 0.9874]);
        assert_eq!(whole.kr20, whole.alpha.map(|alpha| alpha.value));
        let of =
            |figure: &dyn Fn(&super::Figures) -> f64| found.questions.iter().map(figure).collect::<Vec<_>>();
        near(of(&|one| one.facility.unwrap().value), &[0.7, 0.6, 0.5, 0.3, 0.4]);
        near(
            of(&|one| one.point_biserial.unwrap().value),
            &[0.5615, 0.7504, 0.5147, 0.7220, 0.3002],
        );
        near(
            of(&|one| one.item_rest.unwrap().value),
            &[0.2620, 0.5083, 0.1690, 0.4863, -0.0628],
        );
        near(
            of(&|one| one.discrimination.unwrap()),
            &[2.0 / 3.0, 1.0, 2.0 / 3.0, 2.0 / 3.0, 1.0 / 3.0],
        );
        near(
            of(&|one| one.alpha_without.unwrap()),
            &[0.4118, 0.2202, 0.4762, 0.2529, 0.6154],
        );
    }

    #[test]
    fn intervals_hold_the_figure_and_are_wide_for_a_small_class() {
        let found = analyse(&written(5), &rows(&CLASS));
        let facility = found.questions[2].facility.unwrap();
        near([facility.low, facility.high], &[0.2366, 0.7634]);
        let rest = found.questions[1].item_rest.unwrap();
        near([rest.low, rest.high], &[-0.1784, 0.8621]);
        let alpha = found.whole.alpha.unwrap();
        assert!(
            alpha.low < 0.0 && alpha.high > 0.7 && alpha.high < 1.0,
            "{alpha:?}"
        );
        assert_eq!(found.advice, [Advice::TooFew { pupils: 10 }]);
    }

    #[test]
    fn a_late_joiner_is_not_wrong_and_an_open_answer_is() {
        let found = analyse(&written(3), &rows(&["111", "-11", "1_0", "-00"]));
        let first = &found.questions[0];
        assert_eq!((first.asked, first.omitted), (2, 0));
        assert_eq!(first.facility.unwrap().value, 1.0);
        let second = &found.questions[1];
        assert_eq!((second.asked, second.omitted), (4, 1));
        assert_eq!(second.facility.unwrap().value, 0.5);
        assert_eq!(found.whole.pupils, 2);
    }

    #[test]
    fn a_question_that_was_dropped_takes_nothing_from_the_others() {
        let dropped: Vec<String> = CLASS.iter().map(|row| format!("-{row}")).collect();
        let dropped: Vec<&str> = dropped.iter().map(String::as_str).collect();
        let found = analyse(&written(6), &rows(&dropped));
        near(
            [found.whole.kr20.unwrap(), found.whole.mean.unwrap()],
            &[0.4730, 2.5],
        );
        near([found.questions[5].alpha_without.unwrap()], &[0.6154]);
        assert_eq!((found.whole.pupils, found.questions[0].asked), (10, 0));
    }

    #[test]
    fn where_nothing_differs_nothing_is_said() {
        let same = analyse(&written(2), &rows(&["11", "11", "11"]));
        assert!(same.whole.alpha.is_none() && same.whole.error.is_none());
        assert!(same.questions[0].item_rest.is_none() && same.questions[0].efficiency.is_none());
        let alone = analyse(&written(1), &rows(&["1", "0"]));
        assert!(alone.whole.alpha.is_none());
        assert!(alone.questions[0].item_rest.is_none());
        let nobody = analyse(&written(2), &[]);
        assert!(nobody.questions[1].facility.is_none() && nobody.whole.mean.is_none());
    }

    #[test]
    fn part_marks_have_an_alpha_and_no_kr20() {
        let credits = [[1.0, 0.5], [0.5, 0.5], [0.0, 0.0]].repeat(4);
        let rows: Vec<Vec<Mark>> = credits
            .iter()
            .map(|credits| credits.map(right).to_vec())
            .collect();
        let found = analyse(&written(2), &rows);
        assert!(found.whole.alpha.is_some() && found.whole.kr20.is_none());
    }

    #[test]
    fn reliability_is_told_from_ten_pupils_on() {
        let whole = |pupils: usize| analyse(&written(5), &rows(&CLASS[..pupils])).whole;
        assert!(whole(10).alpha.is_some() && whole(10).error.is_some());
        let few = whole(9);
        assert!(few.mean.is_some() && few.alpha.is_none() && few.kr20.is_none() && few.error.is_none());
    }

    #[test]
    fn options_are_counted_with_what_their_choosers_know() {
        let chose = |option: usize, other: f64| {
            let credit = f64::from(option == 1);
            let option = Some(option);
            vec![Mark::Answered { credit, option }, right(other)]
        };
        let question = Asked {
            options: 3,
            keys: vec![1],
        };
        let rows = [chose(1, 1.0), chose(1, 1.0), chose(0, 0.0), chose(1, 0.0)];
        let found = analyse(&[question, Asked::default()], &rows);
        let options = &found.questions[0].options;
        assert_eq!(
            options.iter().map(|one| one.chosen).collect::<Vec<_>>(),
            [1, 3, 0]
        );
        assert_eq!(options.iter().filter(|one| one.is_key).count(), 1);
        near([options[1].item_rest.unwrap().value], &[0.5774]);
        assert_eq!(options[2].mean_total, None);
        near([options[0].mean_total.unwrap()], &[0.0]);
    }
}
