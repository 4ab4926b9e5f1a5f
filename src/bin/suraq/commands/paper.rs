//! `paper`: a quiz on paper, in versions, with its key.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ArgAction;
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use suraq::quiz::Paper as Printed;
use suraq::quiz::blueprint;
use suraq::quiz::blueprint::Candidate;
use suraq::quiz::paper::MOST_VERSIONS;
use suraq::quiz::print::Language;
use suraq::quiz::print::Look;
use suraq::quiz::scores;
use suraq::quiz::scores::Change;
use suraq::session::StudyCard;

use super::Group;
use super::Verb;
use super::quiz::kinds;
use crate::app::App;
use crate::cards::choice;
use crate::class;
use crate::class::fewer;
use crate::class::listing;
use crate::class::printing::Files;
use crate::class::printing::Form;
use crate::class::questions;
use crate::class::questions::Meant;
use crate::class::removing;
use crate::class::wishes;
use crate::class::wishes::List;
use crate::class::wishes::Sort;
use crate::class::wishes::Traits;
use crate::report::Done;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;
use crate::study::draw;

/// Which questions, how many, and how it looks.
#[derive(Args, Debug)]
pub struct Paper {
    /// Only the cards this query means
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// How many questions; 20 where nothing else says it
    #[arg(short = 'n', long = "number", value_name = "N",
          value_parser = clap::value_parser!(u32).range(1..=500))]
    number: Option<u32>,
    /// How many versions, A to Z
    #[arg(long, value_name = "K", default_value_t = 2,
          value_parser = clap::value_parser!(u32).range(1..=MOST_VERSIONS as i64))]
    versions: u32,
    /// Only these kinds of question, such as when,how-many
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<String>,
    /// Only questions as hard as this, 1 easy to 5 hard, such as 2-4
    #[arg(long, value_name = "FROM-TO", value_parser = difficulty)]
    difficulty: Option<(u8, u8)>,
    /// So many of each topic (tag), such as "politics 5, law 3"
    #[arg(long, value_name = "LIST", action = ArgAction::Append)]
    topics: Vec<String>,
    /// So many of each kind, such as "when 4, who 2"
    #[arg(long, value_name = "LIST", action = ArgAction::Append)]
    kinds: Vec<String>,
    /// So many of each difficulty, such as "1-2 5, 3 6, 4-5 4"
    #[arg(long, value_name = "LIST", action = ArgAction::Append)]
    levels: Vec<String>,
    /// So many of each importance, such as "3 8, 2 4"
    #[arg(long, value_name = "LIST", action = ArgAction::Append)]
    importance: Vec<String>,
    /// Questions with written answers as well, which a person judges
    #[arg(long)]
    written: bool,
    /// Also questions that rest on one fact or give each other's answers away
    #[arg(long)]
    all: bool,
    /// What stands at the top
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Language of the words around the questions; en where it is not said
    #[arg(long, value_name = "LANG", value_parser = languages())]
    lang: Option<String>,
    /// Large print
    #[arg(long)]
    large: bool,
    /// Answer sheets with circles to fill, and a stencil for each version
    #[arg(long)]
    sheet: bool,
    /// For printing on both sides: every version begins on a front, with an empty page before it where needed
    #[arg(long)]
    duplex: bool,
    /// The file for the class; the key is written beside it
    #[arg(short, long, value_name = "FILE.html")]
    output: Option<PathBuf>,
    /// Write PDF files instead, this one for the class
    #[arg(long, value_name = "FILE.pdf", conflicts_with = "output")]
    pdf: Option<PathBuf>,
    /// Replace files that are there
    #[arg(long)]
    force: bool,
    /// Print a paper of before once more, as it looked then; its key is that of now
    #[arg(long, value_name = "CODE", conflicts_with_all = ["query", "number", "versions", "kind", "difficulty", "written", "title",
          "topics", "kinds", "levels", "importance", "all"])]
    again: Option<String>,
    /// List the papers and live quizzes there are
    #[arg(long, conflicts_with_all = ["query", "output", "pdf", "again"])]
    list: bool,
    /// Remove a paper or live quiz of before; undo brings it back
    #[arg(long, value_name = "CODE", conflicts_with_all = ["query", "output", "pdf", "again", "list"])]
    remove: Vec<String>,
    /// What was marked or answered goes along with --remove
    #[arg(long, requires = "remove")]
    with_results: bool,
}

fn languages() -> PossibleValuesParser {
    PossibleValuesParser::new(Language::ALL.iter().map(|(_, code)| *code))
}

/// `3` and `2-4`.
fn difficulty(text: &str) -> Result<(u8, u8), String> {
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let level = |text: &str| {
        text.trim()
            .parse::<u8>()
            .ok()
            .filter(|level| (1..=5).contains(level))
    };
    match (level(from), level(to)) {
        (Some(from), Some(to)) if from <= to => Ok((from, to)),
        _ => Err("a level from 1 to 5, or two such as 2-4".to_owned()),
    }
}

impl Verb for Paper {
    const NAME: &'static str = "paper";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "Print a quiz for a class, in versions, with its key";
    const EXAMPLE: &'static str = "suraq paper deck:kz-soviet -n 15 --versions 4 --sheet -o soviet.html\n\
        suraq paper 'tag:elections prop:importance>1' -n 10 --lang kk\n\
        suraq paper deck:kz-soviet --topics \"jeltoqsan 3, presidents-and-elections 2\" --importance \"3 2, 2 3\"\n\
        suraq paper --again 48213 --large";

    fn more() -> String {
        "Two HTML files are written: one for the class, and beside it one whose name ends in -key.\n\
         Open them in a browser and print them there (or save them as PDF). `--pdf FILE` writes two PDF\n\
         files instead, in a program built with `--features pdf`: there each version and each answer\n\
         sheet begins on a sheet of its own. The same seed gives the same paper; mark the sheets with\n\
         `mark CODE`.\n\n\
         --topics, --kinds, --levels and --importance say how many of each sort; together they hold at once.\n\
         What one list leaves over of -n is free. Where there are not so many, you are told what there is.\n\
         Questions that would give each other's answers away are never together, unless --all takes them.\n\n\
         What is said beside --again, such as --large or --lang, holds for this printing alone.\n\n\
         Topics and kinds come in proportion to their questions. --list shows the newest first, with the day.\n\
         --remove CODE takes a paper or a live quiz away; with answers only where --with-results says so. `undo`\n\
         brings all of it back, from papers/bin in the data folder; what was marked anew on the same paper goes there.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        if self.list {
            return listing::list(app);
        }
        if !self.remove.is_empty() {
            return removing::remove(app, &self.remove, self.with_results);
        }
        if self.pdf.is_some() {
            Form::Pdf.check()?;
        }
        let mut paper = match &self.again {
            Some(code) => class::find_paper(app, Some(code))?,
            None => self.make(app)?,
        };
        let files = match &self.pdf {
            Some(path) => Files::new(Form::Pdf, Some(path), &paper.code)?,
            None => Files::new(Form::Html, self.output.as_deref(), &paper.code)?,
        };
        files.check(self.force)?;
        let look = self.look(paper.look);
        // One large copy leaves the paper as it is.
        if self.again.is_none() {
            paper.look = Some(look);
        }
        let changes = self.changes(app, &paper)?;
        let pages = files.pages(&paper, &changes, look)?;
        class::keep_paper(app, &paper)?;
        files.write(&pages, self.force)?;
        let rekeyed = scores::changed(&paper, &changes).into_iter();
        let rekeyed: Vec<String> = rekeyed.map(|question| paper.place(question)).collect();
        app.answer(
            &json!({
                "code": paper.code, "title": paper.title, "questions": paper.questions.len(),
                "versions": paper.versions.len(), "file": files.class.display().to_string(),
                "key": files.key.display().to_string(), "rekeyed": rekeyed,
            }),
            &format!(
                "Paper {}: {} in {}.\n  for the class  {}\n  the key        {}\n\
                 {} Mark the sheets with {}mark {}",
                paper.code,
                count(paper.questions.len(), "question", "questions"),
                count(paper.versions.len(), "version", "versions"),
                files.class.display(),
                files.key.display(),
                files.form.how_to_print(),
                app.prefix(),
                paper.code
            ),
        );
        if !rekeyed.is_empty() {
            app.screen.remark(&format!(
                "The key is that of now; changed since it was printed: {}.",
                rekeyed.join(", ")
            ));
        }
        Ok(Done::Well)
    }
}

impl Paper {
    fn look(&self, before: Option<Look>) -> Look {
        let language = self.lang.as_deref().and_then(Language::with_code);
        let language = language.or(before.map(|look| look.language));
        Look {
            language: language.unwrap_or(Language::English),
            large: self.large || before.is_some_and(|look| look.large),
            sheet: self.sheet || before.is_some_and(|look| look.sheet),
            duplex: self.duplex || before.is_some_and(|look| look.duplex),
        }
    }

    /// What was changed of the key since the paper was printed. A paper that is made anew may have the code of
    /// another one that was marked.
    fn changes(&self, app: &App, paper: &Printed) -> Result<Vec<Change>, Failure> {
        let results = class::results(app, &paper.code)?;
        match self.again.is_some() || results.paper == paper.mark() {
            true => Ok(results.changes),
            false => Ok(Vec::new()),
        }
    }

    fn make(&self, app: &mut App) -> Result<Printed, Failure> {
        let kinds = kinds(&self.kind)?;
        let wishes = self.wishes()?;
        let number = wishes::number(self.number, &wishes)?;
        let query = choice::query(app, &self.query)?;
        let mut meant = questions::meant(app, &query)?;
        meant.retain(|one| {
            let fits_kind = kinds.is_empty() || one.card.item.kind.is_some_and(|kind| kinds.contains(&kind));
            fits_kind && self.fits(&one.card)
        });
        let before = meant.len();
        meant.retain(|one| self.written || one.question.is_choice());
        let written = before - meant.len();
        if meant.is_empty() {
            let failure = draw::none_fits(app, &query);
            return Err(match written {
                0 => failure,
                _ => failure.hint("only questions with options are taken; --written takes others as well"),
            });
        }
        let candidate = |one: &Meant| match self.all {
            true => one.candidate_alone(),
            false => one.candidate(),
        };
        let candidates: Vec<Candidate> = meant.iter().map(candidate).collect();
        let traits: Vec<Traits> = meant.iter().map(traits).collect();
        let places = match wishes.is_empty() {
            true => blueprint::draw(&candidates, number, app.seed()),
            false => wishes::draw(&candidates, &traits, number, &wishes, app.seed())?,
        };
        let decks: BTreeSet<_> = places
            .iter()
            .map(|place| &meant[*place].chosen.row.deck)
            .collect();
        if self.query.is_empty() && decks.len() > 1 {
            app.screen.remark(&format!(
                "Drawn from {} decks; deck:NAME takes one: {}decks lists them.",
                decks.len(),
                app.prefix()
            ));
        }
        if places.len() < number {
            let fewer = fewer::lines(&meant, &candidates, &places, written);
            fewer.iter().for_each(|line| app.screen.remark(line));
        }
        let title = self.title.clone();
        let title =
            title.unwrap_or_else(|| questions::title(&meant, &places, self.look(None).language.quiz()));
        let questions = places
            .iter()
            .map(|place| meant[*place].question.clone())
            .collect();
        let paper = Printed::new(&title, questions, self.versions as usize, app.seed());
        questions::tell_title(app, &paper);
        let repeated = paper.repeated();
        if !repeated.is_empty() {
            let differ = paper.versions.len() - repeated.len();
            let letters: Vec<String> = repeated.chars().map(String::from).collect();
            app.screen.remark(&format!(
                "{} of {}: there are no more orders. The same as one before: {}. More questions (-n) have more orders.",
                count(differ, "different version", "different versions"),
                count(paper.questions.len(), "question", "questions"),
                letters.join(", "),
            ));
        }
        Ok(paper)
    }

    /// The lists of wishes, those that are there.
    fn wishes(&self) -> Result<Vec<List>, Failure> {
        let all = [
            (Sort::Topic, &self.topics),
            (Sort::Kind, &self.kinds),
            (Sort::Level, &self.levels),
            (Sort::Importance, &self.importance),
        ];
        let given = all.into_iter().filter(|(_, wishes)| !wishes.is_empty());
        given.map(|(sort, wishes)| List::new(sort, wishes)).collect()
    }

    fn fits(&self, card: &StudyCard) -> bool {
        let level = card.item.level();
        self.difficulty
            .is_none_or(|(from, to)| level.is_some_and(|level| (from..=to).contains(&level)))
    }
}

/// What the wishes look at.
fn traits(one: &Meant) -> Traits {
    let item = &one.card.item;
    Traits {
        tags: one.chosen.row.tags.clone(),
        kind: item.kind,
        level: item.level(),
        importance: item.importance,
    }
}
