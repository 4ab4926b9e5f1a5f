//! A sitting with a person: the session of the library, and around it decks, files and screens.
//!
//! [`Sitting`] does what is wished, whether it came from a key ([`drawn`]) or
//! from a line ([`plain`]). Progress that cannot be kept is said and the card
//! stays; nothing here ends a sitting but the person or the last card.

mod card;
mod difference;
mod drawn;
mod editing;
mod end;
mod help;
mod keys;
mod layout;
pub mod opening;
mod options;
mod panels;
mod plain;
mod speaking;
mod undoing;
mod unrated;
mod waiting;
mod wish;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use serde_json::json;
use suraq::decks::CardId;
use suraq::decks::OnShelf;
use suraq::progress;
use suraq::progress::Store;
use suraq::schedule::Due;
use suraq::schedule::LeechStep;
use suraq::schedule::Moment;
use suraq::schedule::Rating;
use suraq::schedule::StudyDay;
use suraq::schedule::Wait;
use suraq::session::Action;
use suraq::session::Effect;
use suraq::session::KnownWords;
use suraq::session::Mode;
use suraq::session::Options;
use suraq::session::Refusal;
use suraq::session::Session;
use suraq::session::Stage;

use crate::app::App;
use crate::cards::wording;
use crate::report::Failure;
use crate::screen::cut;
use crate::study;
pub use options::options;
use wish::Wish;

/// So many cards are read at once, after the first.
const BATCH: usize = 250;

/// With fewer cards left than this, more are read.
const FEW: usize = 20;

/// What the loop has to do after a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    /// Show what there is now.
    Stay,
    /// Open the editor, outside of raw mode.
    Edit,
    /// The person leaves.
    Leave,
}

/// A sitting with a person.
pub struct Sitting {
    session: Session,
    mode: Mode,
    decks: Vec<OnShelf>,
    /// Cards not read yet, in their order.
    to_come: Vec<String>,
    read: BTreeSet<String>,
    /// Names a misspelling must not be taken for, by deck.
    rivals: BTreeMap<String, Arc<Vec<String>>>,
    /// The words of all language decks, once one of them was asked.
    words: Option<Arc<KnownWords>>,
    /// An answer that goes back into the field, to be mended.
    retype: Option<String>,
    backed_up: Option<StudyDay>,
    /// What was just done, or why it was not.
    status: String,
    /// Lines that lie over the card.
    panel: Option<Vec<String>>,
    /// What can be looked at beside the card on screen, and of which card, revealed or not, that is known.
    beside: card::Beside,
    looked_beside: Option<(String, bool)>,
    /// The question that lay open when the person left.
    unrated: Option<String>,
    /// What was given to the cards that were missed.
    given: BTreeMap<String, String>,
    /// Results for `--json`, not printed yet.
    told: Vec<Value>,
    /// The last answer could not be kept.
    failed: Option<Failure>,
}

/// How a sitting ended.
pub struct Ended {
    /// Cards that were missed, in the order they were.
    pub missed: Vec<String>,
    /// Whether the person wants to go over them now.
    pub again: bool,
}

/// Sits down with the cards `ids` until the person leaves or none is left.
///
/// Errors: answers cannot be kept at all, which is said before the first card; or the last answer
/// given could not be kept. `notice` stands on the status line of the first screen.
pub fn run(app: &mut App, ids: Vec<String>, options: Options, notice: &str) -> Result<Ended, Failure> {
    let mut sitting = Sitting::new(app, ids, options)?;
    notice.clone_into(&mut sitting.status);
    let again = match app.screen.plain {
        true => plain::run(app, &mut sitting)?,
        false => drawn::run(app, &mut sitting)?,
    };
    let missed = sitting.session.summary().missed;
    match sitting.failed {
        Some(failure) => Err(failure),
        None => Ok(Ended {
            missed: missed.into_iter().map(|missed| missed.id).collect(),
            again,
        }),
    }
}

/// Fails where answers could not be kept.
pub fn check_access(app: &mut App) -> Result<(), Failure> {
    Ok(app.store()?.check_writable()?)
}

/// Puts a card first that need not wait for its minute, if there is one.
fn first_to_show(mut ids: Vec<String>, store: &Store, now: Moment) -> Result<Vec<String>, Failure> {
    for place in 0..ids.len() {
        let waits = match store.card(&ids[place])?.state.due {
            Due::At(at, _) => at > now.at,
            _ => false,
        };
        if !waits {
            ids[..=place].rotate_right(1);
            break;
        }
    }
    Ok(ids)
}

impl Sitting {
    fn new(app: &mut App, ids: Vec<String>, options: Options) -> Result<Sitting, Failure> {
        check_access(app)?;
        let decks = app.decks_on()?;
        let (now, seed, mode) = (app.now(), app.seed(), options.mode);
        let (shelf, store) = app.both()?;
        let mut cards = Vec::new();
        let mut ids = first_to_show(ids, store, now)?.into_iter();
        // Only what the first screen needs is read before it is drawn.
        for id in ids.by_ref() {
            cards.extend(study::cards(shelf, &decks, &[id])?);
            let Some(last) = cards.last() else { continue };
            if !Session::new(vec![last.clone()], options.clone(), seed, store, now)?.is_over() {
                break;
            }
        }
        let read = cards.iter().map(|card| card.id.clone()).collect();
        let mut sitting = Sitting {
            session: Session::new(cards, options, seed, store, now)?,
            mode,
            decks,
            to_come: ids.collect(),
            read,
            rivals: BTreeMap::new(),
            words: None,
            retype: None,
            backed_up: None,
            status: String::new(),
            panel: None,
            beside: card::Beside::default(),
            looked_beside: None,
            unrated: None,
            given: BTreeMap::new(),
            told: Vec::new(),
            failed: None,
        };
        sitting.look_beside(app);
        Ok(sitting)
    }

    /// Finds out what can be looked at beside the card on screen, once for each.
    fn look_beside(&mut self, app: &mut App) {
        let shown = self.session.view(app.now());
        let shown = shown.map(|view| (view.id.to_owned(), view.stage == Stage::Revealed));
        if shown == self.looked_beside {
            return;
        }
        self.beside = match (&shown, self.session.card()) {
            (Some((id, is_revealed)), Some(card)) => card::Beside {
                media: !opening::files(&app.paths.media(), &card.item, *is_revealed).is_empty(),
                // Where that cannot be found out, the key says why.
                source: *is_revealed && panels::has_source(app, id).unwrap_or(true),
            },
            _ => card::Beside::default(),
        };
        self.looked_beside = shown;
    }

    /// What can wait until the first card is on the screen: more cards, and the day's backup.
    fn settle(&mut self, app: &mut App) {
        if let Err(failure) = self.read_more(app) {
            self.say_failure(failure);
        }
        self.back_up(app);
    }

    /// Reads more cards where few are left.
    fn read_more(&mut self, app: &mut App) -> Result<(), Failure> {
        let now = app.now();
        let left = self.session.view(now).map_or(0, |view| view.left.total());
        if self.to_come.is_empty() || left > FEW {
            return Ok(());
        }
        let batch: Vec<String> = self.to_come.drain(..self.to_come.len().min(BATCH)).collect();
        let new: Vec<String> = batch
            .into_iter()
            .filter(|id| self.read.insert(id.clone()))
            .collect();
        let (shelf, store) = app.both()?;
        let cards = study::cards(shelf, &self.decks, &new)?;
        Ok(self.session.add(cards, store)?)
    }

    /// Makes the day's copy of the progress, once.
    fn back_up(&mut self, app: &mut App) {
        let now = app.now();
        if self.backed_up == Some(now.day) {
            return;
        }
        self.backed_up = Some(now.day);
        let folder = app.paths.backups();
        let Ok(store) = app.store() else { return };
        if let Err(error) = progress::backup_daily(store, &folder, now) {
            self.status = format!("no backup could be made today: {error}");
        }
    }

    /// Does what is wished; what cannot be done is said on the status line.
    fn obey(&mut self, app: &mut App, wish: Wish) -> Flow {
        self.status.clear();
        self.panel = None;
        let done = self.read_more(app).and_then(|()| self.try_to(app, wish));
        let flow = done.unwrap_or_else(|failure| {
            self.say_failure(failure);
            Flow::Stay
        });
        self.look_beside(app);
        flow
    }

    fn say_failure(&mut self, failure: Failure) {
        self.status = match &failure.hint {
            Some(hint) => format!("{failure}; {}", hint.replace("{suraq}", "suraq ")),
            None => failure.to_string(),
        };
        self.failed = Some(failure);
    }

    fn try_to(&mut self, app: &mut App, wish: Wish) -> Result<Flow, Failure> {
        match wish {
            Wish::Edit if self.session.card().is_some() => return Ok(Flow::Edit),
            Wish::Source | Wish::Info | Wish::Help => self.open_panel(app, &wish)?,
            Wish::Unclear(said) => self.status = said,
            Wish::Open => {
                let is_revealed = self
                    .session
                    .view(app.now())
                    .is_some_and(|view| view.stage == Stage::Revealed);
                self.status = match self.session.card() {
                    Some(card) => opening::open(app, &card.item, is_revealed),
                    None => Refusal::Waiting.sentence(),
                };
            }
            Wish::Speak => {
                let shown = self.session.view(app.now());
                let shown = shown.map(|view| (view.id.to_owned(), view.stage == Stage::Revealed));
                self.status = match shown {
                    Some((id, is_revealed)) => speaking::speak(app, &id, is_revealed)?,
                    None => Refusal::Waiting.sentence(),
                };
            }
            wish => {
                let quits = wish == Wish::Quit;
                if quits {
                    self.note_unrated(app.now());
                }
                self.act(app, wish)?;
                return Ok(if quits { Flow::Leave } else { Flow::Stay });
            }
        }
        Ok(Flow::Stay)
    }

    fn open_panel(&mut self, app: &mut App, wish: &Wish) -> Result<(), Failure> {
        let (now, width, screen) = (app.now(), app.screen.text_width(), app.screen);
        let Some(view) = self.session.view(now) else {
            match wish {
                Wish::Help => self.panel = Some(help::lines(&screen, None, app.config.buttons, false, width)),
                _ => self.status = Refusal::Waiting.sentence(),
            }
            return Ok(());
        };
        let lines = match wish {
            Wish::Help => {
                let speaks = speaking::can_speak(view.id);
                help::lines(&screen, Some(view.stage), app.config.buttons, speaks, width)
            }
            Wish::Info => panels::info(app, view.id, width)?,
            _ if view.stage != Stage::Revealed => {
                self.status = "reveal the answer first".to_owned();
                return Ok(());
            }
            _ => panels::source(app, view.id, width)?,
        };
        self.panel = Some(lines);
        Ok(())
    }

    fn act(&mut self, app: &mut App, wish: Wish) -> Result<(), Failure> {
        if matches!(wish, Wish::Type(_)) {
            self.give_rivals(app)?;
        }
        if matches!(wish, Wish::Rate(_) | Wish::Accept) {
            self.back_up(app);
        }
        let before = self.answer_given(app);
        let now = app.now();
        let waits = self.session.waits_until().is_some();
        let action = match wish {
            Wish::Reveal | Wish::Accept if waits => Action::GoOn,
            ref wish => action(wish),
        };
        let typed = match &action {
            Action::Type(text) => Some((*text).to_owned()),
            _ => None,
        };
        let effect = self.session.act(action, app.store()?, now)?;
        if matches!(effect, Effect::Refused(_)) && self.is_typing(now) {
            // It is mended, not written anew.
            self.retype = typed;
        }
        if !matches!(effect, Effect::Shown | Effect::Refused(_) | Effect::Ended) {
            self.failed = None;
        }
        self.tell(app, effect, before)
    }

    fn is_typing(&self, now: Moment) -> bool {
        let view = self.session.view(now);
        view.is_some_and(|view| view.stage == Stage::Typing)
    }

    /// What was given to the card on screen, and how it was asked: for the results.
    fn answer_given(&self, app: &App) -> Value {
        let Some(view) = self.session.view(app.now()) else {
            return Value::Null;
        };
        let answered = view.answered.as_ref();
        json!({
            "card": view.id,
            "question": view.question,
            "asked_as": view.face.word(),
            "given": answered.and_then(|answered| answered.given),
            "answer": answered.map(|answered| answered.answer.clone()),
            "verdict": answered.and_then(|answered| answered.verdict).map(|verdict| verdict.outcome.to_string()),
        })
    }

    fn give_rivals(&mut self, app: &mut App) -> Result<(), Failure> {
        let Some(id) = self.session.card().map(|card| card.id.clone()) else {
            return Ok(());
        };
        let direction = id.parse::<CardId>().ok().and_then(|card| card.direction);
        let asked = match direction {
            Some(direction) => format!("/{direction}"),
            None => id.split('/').next().unwrap_or_default().to_owned(),
        };
        let rivals = match self.rivals.get(&asked) {
            Some(known) => Arc::clone(known),
            None => study::rivals(app.shelf()?, &id),
        };
        self.rivals.insert(asked, Arc::clone(&rivals));
        self.session.give_rivals(rivals);
        if direction.is_some() {
            let words = match &self.words {
                Some(words) => Arc::clone(words),
                None => Arc::new(study::words(app.shelf()?, &id)),
            };
            self.words = Some(Arc::clone(&words));
            self.session.give_words(words);
        }
        Ok(())
    }

    /// Says what was done, and does what the session leaves to us.
    fn tell(&mut self, app: &mut App, effect: Effect, before: Value) -> Result<(), Failure> {
        match effect {
            Effect::Rated {
                rating,
                wait,
                leech,
                id,
            } => {
                self.status = self.rated(app, rating, wait);
                self.status.push_str(match leech {
                    None => "",
                    Some(LeechStep::ChangeFace) => {
                        "; forgotten often, so it is asked in another way from now on"
                    }
                    Some(LeechStep::Suspend) => "; forgotten so often that it is suspended",
                });
                let key = self.undo_key(app);
                self.status.push_str(&format!(" ({key} takes it back)"));
                if let Some(given) = before["given"].as_str() {
                    self.given.insert(id, given.to_owned());
                }
                let mut told = before;
                told["rating"] = json!(rating.word());
                told["wait_seconds"] = json!(wait.map(|wait| wait.duration().as_secs()));
                self.told.push(told);
            }
            Effect::AcceptedForm { id, form } => {
                let card: CardId = id.parse()?;
                wording::accept_form(app, &card, &form)?;
                self.status = format!("“{}” counts as right from now on", cut(&form, 40));
                self.told.push(json!({ "card": id, "accepted": form }));
            }
            Effect::Reopened(text) => {
                self.status = self.reopened(app, &text)?;
                self.retype = Some(text);
            }
            Effect::TakenBack(undone) => self.taken_back(app, &undone)?,
            Effect::BroughtBack(done) => self.brought_back(app, &done)?,
            Effect::Buried(id) => self.say(id, "buried until tomorrow", "buried"),
            Effect::Suspended(id) => self.say(id, "suspended until you resume it", "suspended"),
            Effect::PutOff(id) => self.say(id, "left for another session", "put_off"),
            Effect::Flagged(id, 0) => self.say(id, "the flag is off", "flagged"),
            Effect::Flagged(id, flag) => self.say(id, &format!("flagged ({flag})"), "flagged"),
            Effect::Refused(Refusal::NoSuchOption) => keys::LETTERS_CHOOSE.clone_into(&mut self.status),
            Effect::Refused(refusal) => self.status = refusal.sentence(),
            Effect::Shown | Effect::Ended => {}
        }
        Ok(())
    }

    /// That an answer is open again, and how the step before it is taken back where there is one.
    fn reopened(&self, app: &mut App, text: &str) -> Result<String, Failure> {
        let open = "not checked any more";
        if app.store()?.undo_steps(1)?.is_empty() {
            return Ok(open.to_owned());
        }
        let key = self.undo_key(app);
        // What stands in the field would become a part of the command.
        let empty = match app.screen.plain || text.is_empty() {
            true => String::new(),
            false => "Ctrl-U, then ".to_owned(),
        };
        Ok(format!("{open}; {empty}{key} takes back the step before"))
    }

    /// What takes back the last step where the sitting stands: while an answer is typed, every key is text.
    fn undo_key(&self, app: &App) -> &'static str {
        let stage = self.session.view(app.now()).map(|view| view.stage);
        match stage {
            Some(Stage::Typing | Stage::Choosing) => ":u",
            _ if app.screen.plain => ":u",
            _ => "u",
        }
    }

    /// What a rating came to.
    fn rated(&self, app: &App, rating: Rating, wait: Option<Wait>) -> String {
        let known = rating != Rating::Again;
        match (self.mode, wait) {
            (_, Some(wait)) => format!("{} {} {wait}", rating.word(), app.screen.sign("→", "->")),
            (Mode::Cram, None) => if known { "known" } else { "comes again" }.to_owned(),
            (_, None) => if known {
                "counted as right"
            } else {
                "counted as wrong"
            }
            .to_owned(),
        }
    }

    fn say(&mut self, id: String, said: &str, key: &str) {
        self.status = said.to_owned();
        self.told.push(json!({ "card": id, "done": key }));
    }
}

fn action(wish: &Wish) -> Action<'_> {
    match wish {
        Wish::Reveal => Action::Reveal,
        Wish::Hint => Action::Hint,
        Wish::Ask(face) => Action::Ask(*face),
        Wish::Type(text) => Action::Type(text),
        Wish::Choose(place) => Action::Choose(*place),
        Wish::Rate(rating) => Action::Rate(*rating),
        Wish::Accept => Action::Accept,
        Wish::WasRight => Action::WasRight,
        Wish::Undo => Action::Undo,
        Wish::Redo => Action::Redo,
        Wish::Bury => Action::Bury,
        Wish::Suspend => Action::Suspend,
        Wish::Flag(flag) => Action::Flag(*flag),
        Wish::NotNow => Action::NotNow,
        Wish::Quit
        | Wish::Edit
        | Wish::Source
        | Wish::Open
        | Wish::Speak
        | Wish::Info
        | Wish::Help
        | Wish::Unclear(_) => Action::Quit,
    }
}
