//! What a command is given: paths, clock, settings, screen, and the store when it asks for it.

use std::collections::BTreeSet;
use std::io::IsTerminal;
use std::path::Path;
use std::path::PathBuf;

use suraq::decks::OnShelf;
use suraq::decks::Problem;
use suraq::decks::Shelf;
use suraq::progress;
use suraq::progress::Access;
use suraq::progress::ProgressError;
use suraq::progress::Store;
use suraq::schedule::Moment;
use suraq::schedule::Scheduler;

use crate::args::Global;
use crate::cards::restoring;
use crate::class;
use crate::clock::Clock;
use crate::config::Config;
use crate::input;
use crate::input::Line;
use crate::paths::Paths;
use crate::repl::FindIds;
use crate::repl::Names;
use crate::report::Failure;
use crate::screen::Screen;
use crate::screen::count;
use crate::study::dates::Writer;
use crate::study::past_exams;

/// One run of the program.
pub struct App {
    /// Where things lie.
    pub paths: Paths,
    /// The clock, or the time it was stopped at.
    pub clock: Clock,
    /// The settings in force.
    pub config: Config,
    /// What is wrong in their file; only a command that mends or names it runs all the same.
    pub config_fault: Option<Failure>,
    /// The terminal.
    pub screen: Screen,
    /// Results as JSON.
    pub json: bool,
    /// Commands are typed at the prompt and not in a shell.
    pub at_prompt: bool,
    /// The line that `y` stands for at the prompt: what Home named last as the thing to do.
    pub offer: Option<String>,
    seed: Option<u64>,
    asked_plain: bool,
    store: Option<Store>,
    shelf: Option<Shelf>,
    /// Fingerprint of the shelf whose names completion has, and the other names it has.
    named: Option<(u64, [Vec<String>; 4])>,
}

impl App {
    /// Reads the settings; nothing else is opened yet.
    pub fn new(global: &Global) -> Result<App, Failure> {
        let home = global.home.clone().or_else(home_variable);
        let paths = Paths::new(home.as_deref())?;
        let clock = match &global.now {
            Some(text) => Clock::stopped(text)?,
            None => Clock::system(),
        };
        let (config, config_fault) = Config::read(&paths.config_file());
        let mut screen = Screen::new(global.plain || global.json);
        screen.ascii = config.ascii;
        input::edit_lines(!screen.plain);
        Ok(App {
            paths,
            clock,
            config,
            config_fault,
            screen,
            json: global.json,
            at_prompt: false,
            offer: None,
            seed: global.seed,
            asked_plain: global.plain,
            store: None,
            shelf: None,
            named: None,
        })
    }

    /// Reads the settings anew, after their file was changed.
    ///
    /// A fault that is still in it is told; what is wrong has its default.
    pub fn read_settings(&mut self) {
        (self.config, self.config_fault) = Config::read(&self.paths.config_file());
        self.screen.ascii = self.config.ascii;
        self.choose_scripts();
        if let Some(fault) = &self.config_fault {
            self.screen.remark(&format!("still wrong: {}", fault.message));
        }
    }

    /// Returns now.
    pub fn now(&self) -> Moment {
        self.clock.now(self.config.schedule.day_starts)
    }

    /// Returns how days are written here.
    pub fn writer(&self) -> Writer {
        Writer {
            today: self.now().day,
            day_first: self.config.day_first,
        }
    }

    /// Returns now as decks note it: RFC 3339 in UTC, to the second.
    pub fn timestamp(&self) -> String {
        let second = self.now().millisecond() / 1000;
        jiff::Timestamp::from_second(second).map_or_else(|_| String::new(), |at| at.to_string())
    }

    /// Returns the seed of chance: as given, or drawn from the clock.
    pub fn seed(&self) -> u64 {
        self.seed.unwrap_or_else(|| self.now().millisecond() as u64)
    }

    /// Whether chance was given.
    pub fn has_seed(&self) -> bool {
        self.seed.is_some()
    }

    /// Returns the seed of what is to be the same run after run: as given, or 0.
    pub fn lasting_seed(&self) -> u64 {
        self.seed.unwrap_or(0)
    }

    /// Returns the schedule with the settings in force.
    pub fn scheduler(&self) -> Result<Scheduler, Failure> {
        Ok(Scheduler::new(self.config.schedule.clone())?)
    }

    /// Whether something may be drawn where talk goes, which may be a terminal when results are piped.
    pub fn draws_beside_results(&self) -> bool {
        let is_dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb");
        !self.asked_plain && !is_dumb && std::io::stderr().is_terminal()
    }

    /// Returns what stands before a command in a hint.
    pub fn prefix(&self) -> &'static str {
        if self.at_prompt { "" } else { "suraq " }
    }

    /// Returns how to take back what was just done; it ends what a change says.
    pub fn undo_hint(&self) -> &'static str {
        if self.at_prompt {
            "undo: u"
        } else {
            "undo: suraq undo"
        }
    }

    /// Whether a person agrees to what was just shown; `--yes` says so beforehand. Asked without a person
    /// or with JSON, where nobody answers, it is not agreed to.
    pub fn agrees(&self, yes: bool, question: &str) -> bool {
        if yes || self.json {
            return yes;
        }
        match input::read_line(&format!("{question} y/n ")) {
            Line::Text(answer) => {
                if !self.screen.interactive {
                    self.screen.line("");
                }
                let first = answer.trim().chars().next().map(input::latin);
                first == Some('y') || matches!(answer.trim().to_lowercase().as_str(), "да" | "иә")
            }
            Line::End | Line::Interrupted => {
                self.screen.line("");
                false
            }
        }
    }

    /// Prints one result: as JSON where that was asked for, else as text.
    pub fn answer(&self, json: &serde_json::Value, text: &str) {
        if self.json {
            self.screen.line(&json.to_string());
        } else {
            self.screen.text(&self.screen.plain_signs(text));
        }
    }

    /// Returns what was learned; the file is opened, made or saved from damage the first time.
    pub fn store(&mut self) -> Result<&mut Store, Failure> {
        if self.store.is_none() {
            self.paths.make()?;
            let mut store = self.open_store()?;
            store.keep_past_in(&self.paths.past());
            self.tell_of_lost_store(&store);
            if store.access() == Access::WithoutSharing {
                self.screen
                    .remark("note: this file system has no shared memory; use one suraq at a time here.");
            }
            self.store = Some(store);
        }
        match &mut self.store {
            Some(store) => Ok(store),
            None => Err(Failure::input("progress was closed while it was needed")),
        }
    }

    /// Returns the decks there are, as they stand in their files now.
    ///
    /// The index is brought up to date the first time; [`App::look_again`] does it again.
    pub fn shelf(&mut self) -> Result<&mut Shelf, Failure> {
        if self.shelf.is_none() {
            self.paths.make()?;
            let shelf = Shelf::open(&self.paths.decks(), &self.paths.index())?;
            self.shelf = Some(shelf);
            self.choose_scripts();
        }
        match &mut self.shelf {
            Some(shelf) => Ok(shelf),
            None => Err(Failure::input("the decks were closed while they were needed")),
        }
    }

    /// Says that there are problems in deck files, and where they are named: before decks are studied.
    pub fn tell_of_problems(&mut self) -> Result<(), Failure> {
        self.tell_of_problems_in(&|_| true)
    }

    /// Says so of the decks whose files `is_meant`; a command that asks for a deck by name hears of that one only.
    pub fn tell_of_problems_in(&mut self, is_meant: &dyn Fn(&Path) -> bool) -> Result<(), Failure> {
        let mut problems = self.shelf()?.problems()?;
        problems.retain(|problem| is_meant(&problem.path));
        if let Some(first) = problems.first() {
            let number = count(problems.len(), "problem", "problems");
            let others = problems.iter().any(|problem| problem.path != first.path);
            let more = if others { " and other decks" } else { "" };
            let lost = match lost_files(problems.iter()) {
                0 => "the rest is studied".to_owned(),
                1 if !others => "nothing of that file is studied until it is mended".to_owned(),
                lost => format!(
                    "nothing of {} is studied until that is mended, the rest is",
                    count(lost, "file", "files")
                ),
            };
            self.screen.remark(&format!(
                "{number} in {}{more}; {lost}. See {}check",
                first.path.display(),
                self.prefix()
            ));
        }
        Ok(())
    }

    /// Returns the decks and what was learned of them, together.
    pub fn both(&mut self) -> Result<(&Shelf, &mut Store), Failure> {
        self.shelf()?;
        self.store()?;
        match (&self.shelf, &mut self.store) {
            (Some(shelf), Some(store)) => Ok((shelf, store)),
            _ => Err(Failure::input("the decks were closed while they were needed")),
        }
    }

    /// Tells the shelf which script of Kazakh stands first.
    fn choose_scripts(&mut self) {
        let scripts = self.config.scripts();
        if let Some(shelf) = &mut self.shelf {
            shelf.set_scripts(scripts);
        }
    }

    /// Lets the next look at the shelf see what was changed, here or by another program.
    pub fn look_again(&mut self) -> Result<(), Failure> {
        match &mut self.shelf {
            Some(shelf) => Ok(shelf.refresh()?),
            None => Ok(()),
        }
    }

    /// Returns the decks that are studied, in the order their new cards come: a person's own first.
    pub fn decks_on(&mut self) -> Result<Vec<OnShelf>, Failure> {
        let off = self.config.decks_off.clone();
        let mut decks = self.shelf()?.decks()?;
        decks.retain(|deck| !off.contains(&deck.id.0));
        decks.sort_by_key(OnShelf::is_builtin);
        Ok(decks)
    }

    fn open_store(&self) -> Result<Store, Failure> {
        let path = self.paths.progress();
        match Store::open(&path) {
            Err(error @ ProgressError::Damaged { .. }) => self.save_from_damage(&error),
            opened => Ok(opened?),
        }
    }

    fn save_from_damage(&self, error: &ProgressError) -> Result<Store, Failure> {
        let path = self.paths.progress();
        self.forget_past();
        let saved = progress::salvage(&path, self.now())?;
        self.screen.remark(&format!("warning: {error}"));
        let lost = match saved.entries_lost {
            _ if saved.cards + saved.entries == 0 => "Nothing in it could be read".to_owned(),
            0 => "No entry is known to be lost".to_owned(),
            lost => format!("At least {} lost", count(lost, "entry is", "entries are")),
        };
        self.screen.remark(&format!(
            "What could be read was saved: {} with {} in their history. {lost}.",
            count(saved.cards, "card", "cards"),
            count(saved.entries, "entry", "entries"),
        ));
        self.screen
            .remark(&format!("The damaged file is kept as {}.", saved.kept.display()));
        if progress::backups(&self.paths.backups()).is_ok_and(|copies| !copies.is_empty()) {
            self.screen.remark(&format!(
                "hint: put back a whole copy instead with {}restore --newest",
                self.prefix()
            ));
        }
        Ok(Store::open(&path)?)
    }

    /// Looks through all that was learned; saves what can be read where it is damaged, and says whether it was.
    pub fn examine_store(&mut self) -> Result<bool, Failure> {
        match self.store()?.check() {
            Err(error) if error.is_damage() => {
                self.close_store();
                let mut saved = self.save_from_damage(&error)?;
                saved.keep_past_in(&self.paths.past());
                self.store = Some(saved);
                Ok(true)
            }
            checked => Ok(checked.map(|()| false)?),
        }
    }

    /// Makes the index again from the decks.
    pub fn rebuild_index(&mut self) -> Result<(), Failure> {
        self.shelf = None;
        self.forget_past();
        let path = self.paths.index();
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::system(&path, "cannot be removed", &error));
            }
            _ => {}
        }
        self.shelf().map(|_| ())
    }

    fn tell_of_lost_store(&self, store: &Store) {
        let Some(newest) = progress::backups(&self.paths.backups())
            .ok()
            .and_then(|copies| copies.into_iter().find(|copy| !restoring::is_way_back(copy)))
        else {
            return;
        };
        if store.is_new() {
            self.screen.remark(&format!(
                "warning: {} is gone; a new one was begun. {}restore puts back the copy of {}.",
                store.path().display(),
                self.prefix(),
                newest.date
            ));
        }
    }

    /// Closes what is open, so that another program may take its place: before a restore.
    pub fn close_store(&mut self) {
        self.store = None;
        self.forget_past();
    }

    /// Throws the figures of finished days away: another log may take the place of this one.
    fn forget_past(&self) {
        // Where it stays, the trace of the log that is noted in it tells.
        let _ = std::fs::remove_file(self.paths.past());
    }

    /// Takes the flags of one line typed at the prompt; returns those in force before.
    pub fn lend_flags(&mut self, global: &Global) -> Flags {
        let before = Flags {
            json: self.json,
            plain: self.screen.plain,
            spoken: self.screen.spoken,
            seed: self.seed,
        };
        self.json |= global.json;
        self.screen.plain |= global.plain || global.json;
        self.screen.spoken |= global.plain;
        self.seed = global.seed.or(self.seed);
        before
    }

    /// Puts back the flags in force before a line.
    pub fn take_back_flags(&mut self, before: Flags) {
        self.json = before.json;
        self.screen.plain = before.plain;
        self.screen.spoken = before.spoken;
        self.seed = before.seed;
    }

    /// Uses the time while nobody waits for anything.
    pub fn rest(&mut self) {
        self.close();
        // A deck folder that went away is told by the command that needs it.
        let _ = self.look_again();
    }

    /// Returns what the shelf and the settings offer to completion, where that is not what the last call returned.
    ///
    /// A shelf that cannot be read offers nothing new; the command that needs it tells why.
    pub fn new_names(&mut self) -> Option<Names> {
        let named = self.named.clone();
        let queries: Vec<String> = self.config.queries.names().map(str::to_owned).collect();
        let shelf = self.shelf().ok()?;
        let fingerprint = shelf.fingerprint().ok()?;
        let papers = class::codes(self).unwrap_or_default();
        let (exams, copies) = (self.days_of_exams(), self.days_of_copies());
        let others = [queries, papers, exams, copies];
        if named.as_ref() == Some(&(fingerprint, others.clone())) {
            return None;
        }
        let shelf = self.shelf().ok()?;
        let decks = shelf.decks().ok()?;
        let mut groups: Vec<String> = decks.iter().filter_map(|deck| deck.group.clone()).collect();
        groups.dedup();
        let [queries, papers, exams, copies] = others.clone();
        let names = Names {
            decks: decks.into_iter().map(|deck| deck.id.0).collect(),
            groups,
            papers,
            tags: shelf.tags().ok()?,
            sources: shelf.source_ids().ok()?,
            queries,
            exams,
            copies,
        };
        self.named = Some((fingerprint, others));
        Some(names)
    }

    /// The days of exams, as they may be typed; those to come first. Of several on one day the numbers are named. A file
    /// that is not open is only read: it is neither made nor saved from damage for completion.
    fn days_of_exams(&self) -> Vec<String> {
        let path = self.paths.progress();
        let opened = match &self.store {
            None if path.exists() => Store::open(&path).ok(),
            _ => None,
        };
        let Some(store) = self.store.as_ref().or(opened.as_ref()) else {
            return Vec::new();
        };
        let (now, day_starts) = (self.now(), self.config.schedule.day_starts);
        let mut exams = store.exams().unwrap_or_default();
        exams.retain(|exam| exam.day >= now.day);
        exams.extend(past_exams::listed_in(store, now, day_starts).unwrap_or_default());
        let on = |day| exams.iter().filter(|exam| exam.day == day).count();
        let names = exams.iter().zip(1..).map(|(exam, number)| match on(exam.day) {
            1 => exam.day.to_string(),
            _ => format!("{number}"),
        });
        names.collect()
    }

    /// The days of which there is a copy of the progress, the newest first.
    fn days_of_copies(&self) -> Vec<String> {
        let mut copies = progress::backups(&self.paths.backups()).unwrap_or_default();
        copies.retain(|copy| !restoring::is_way_back(copy));
        let mut days: Vec<String> = copies.iter().map(|copy| copy.date.to_string()).collect();
        days.dedup();
        days
    }

    /// Looks at another home; nothing of it is opened yet. One that is not there is not made: this one stays.
    pub fn move_to(&mut self, home: &Path) {
        if !home.is_dir() {
            return;
        }
        if let Ok(paths) = Paths::new(Some(home)) {
            self.paths = paths;
            (self.store, self.shelf, self.named) = (None, None, None);
            (self.config, self.config_fault) = Config::read(&self.paths.config_file());
        }
    }

    /// Returns a look-up of card ids for completion.
    pub fn find_ids(&self) -> FindIds {
        let (decks, index) = (self.paths.decks(), self.paths.index());
        Box::new(move |start, most| {
            let shelf = Shelf::open(&decks, &index);
            shelf.and_then(|shelf| shelf.ids(start, most)).unwrap_or_default()
        })
    }

    /// Leaves everything tidy at the end or while idle. What was acknowledged is on disk already.
    pub fn close(&mut self) {
        if let Some(store) = &mut self.store {
            // A checkpoint that fails is made up for by the next one.
            let _ = store.checkpoint();
        }
    }
}

/// Flags that one line typed at the prompt may change.
pub struct Flags {
    json: bool,
    plain: bool,
    spoken: bool,
    seed: Option<u64>,
}

fn home_variable() -> Option<PathBuf> {
    std::env::var_os("SURAQ_HOME")
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
}

/// How many files have a problem without whose mending nothing of them can be used.
pub fn lost_files<'a>(problems: impl Iterator<Item = &'a Problem>) -> usize {
    let lost = problems.filter(|problem| problem.loses_file());
    lost.map(|problem| &problem.path).collect::<BTreeSet<_>>().len()
}
