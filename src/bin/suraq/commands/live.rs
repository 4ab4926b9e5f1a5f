//! `live`: a quiz in class, with the pupils' own phones, over the network of the room.

use std::net::IpAddr;
use std::net::Ipv4Addr;
use std::sync::mpsc;
use std::thread;

use clap::Args;
use clap::builder::PossibleValuesParser;
use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use suraq::live::Names;
use suraq::live::Room;
use suraq::live::Settings;
use suraq::live::Stage;
use suraq::live::journal;
use suraq::live::journal::Header;
use suraq::live::journal::Journal;
use suraq::live::wire::Mode;
use suraq::progress::Access;
use suraq::quiz::Paper;
use suraq::quiz::print::Language;
use suraq::quiz::scores::Change;
use suraq::quiz::scores::Results;

use super::Group;
use super::Verb;
use crate::app::App;
use crate::cards::deeds;
use crate::class;
use crate::class::questions;
use crate::live::addresses;
use crate::live::addresses::Address;
use crate::live::check;
use crate::live::control::Places;
use crate::live::host::Host;
use crate::live::keeping;
use crate::live::keeping::Kept;
use crate::live::page::Asks;
use crate::live::server;
use crate::live::server::PORT;
use crate::live::server::Port;
use crate::live::server::Server;
use crate::live::server::Shared;
use crate::live::terminal;
use crate::live::terminal::Desk;
use crate::report::Failure;
use crate::report::Outcome;
use crate::screen::count;

/// Which questions, and how they are played.
#[derive(Args, Debug)]
pub struct Live {
    /// Only the cards this query means
    #[arg(value_name = "QUERY")]
    query: Vec<String>,
    /// How many questions
    #[arg(short = 'n', long = "number", value_name = "N", default_value_t = 10,
          value_parser = clap::value_parser!(u32).range(1..=500))]
    number: u32,
    /// How it is played: class, race, own-pace, exam, teams or poll
    #[arg(long, value_name = "MODE", default_value = "class", value_parser = PossibleValuesParser::new(MODES.map(|(name, _)| name)))]
    mode: String,
    /// Seconds for each question; at the pupils' own pace for all of them. Without it there is no limit, but in a race
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(5..=86_400))]
    seconds: Option<u32>,
    /// Whether names show on the projector
    #[arg(long, value_name = "HOW", default_value = "shown", value_parser = ["shown", "hidden"])]
    names: String,
    /// Never keep names: pupils are numbers
    #[arg(long)]
    anonymous: bool,
    /// What stands at the top
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Language of the projector, and of phones that ask for none of the three
    #[arg(long, value_name = "LANG", default_value = "en", value_parser = ["en", "kk", "ru"])]
    lang: String,
    /// Port; 7878 or the next that is free where it is not said
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// How many pupils may join
    #[arg(long, value_name = "MAX", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    players: u32,
    /// Listen on this address alone
    #[arg(long, value_name = "ADDR", default_value_t = IpAddr::V4(Ipv4Addr::UNSPECIFIED))]
    bind: IpAddr,
    /// Go on with a game: the newest, or the one with this code
    #[arg(long, value_name = "CODE", num_args = 0..=1, default_missing_value = "",
          conflicts_with_all = ["query", "number", "mode", "seconds", "names", "anonymous", "title", "lang", "players"])]
    resume: Option<String>,
    /// Only show whether phones reach this computer
    #[arg(long, conflicts_with_all = ["query", "resume"])]
    check: bool,
}

/// How a game may be played, by name.
const MODES: [(&str, Mode); 6] = [
    ("class", Mode::Class),
    ("race", Mode::Race),
    ("own-pace", Mode::OwnPace),
    ("exam", Mode::Exam),
    ("teams", Mode::Teams),
    ("poll", Mode::Poll),
];

/// Codes tried before it is given up to find one that no paper has.
const TRIES: u64 = 1_000;

impl Verb for Live {
    const NAME: &'static str = "live";
    const GROUP: Group = Group::Class;
    const ABOUT: &'static str = "Ask a class live: pupils answer on their own phones, without internet";
    const EXAMPLE: &'static str = "suraq live deck:kz-soviet -n 10\nsuraq live tag:elections --mode race --seconds 30\n\
        suraq live deck:kz-soviet --mode exam --seconds 1200 --lang kk\nsuraq live --resume\nsuraq live --check";

    fn more() -> String {
        "Pupils open the address that is shown, or scan the picture. Phones and this computer must be on\n\
         one network; where that fails, `live --check` says what to try.\n\n\
         class     at your pace, quick answers are worth no more\n\
         race      at your pace, quick right answers are worth more (20 s where\n\
         \x20         --seconds is not given)\n\
         own-pace  each pupil goes on alone and sees at once what is right\n\
         exam      each pupil goes on alone in an order of their own; nothing is told\n\
         \x20         before the end. Nobody new may join once it has begun, unless you\n\
         \x20         unlock it (l)\n\
         teams     one phone for a team\n\
         poll      nothing is right or wrong\n\n\
         Every answer is on disk before its phone says so. If this computer stops, --resume goes on with the\n\
         game. Afterwards `results CODE` tells all that it tells of a paper.\n\n\
         The star of the right answer stands on your screen after the reveal; `v` shows it before. `o` opens the\n\
         projector's page in the browser of this computer; where there is none, its address is to be typed.\n\n"
            .to_owned()
    }

    fn run(self, app: &mut App) -> Outcome {
        if self.check {
            return check::run(app, self.bind, self.port());
        }
        let game = match &self.resume {
            Some(code) => self.take_up(app, code)?,
            None => self.begin(app)?,
        };
        play(app, game)
    }
}

/// A game that is about to be played.
struct Game {
    server: Server,
    kept: Kept,
    room: Room,
    /// Lets the projector in.
    screen: String,
    /// What of it was kept with its results before.
    held: Results,
    /// Milliseconds it was open before.
    before: u64,
    chance: ChaCha8Rng,
    remarks: Vec<String>,
    bind: IpAddr,
}

impl Live {
    fn port(&self) -> Port {
        self.port.map_or(Port::From(PORT), Port::Only)
    }

    fn settings(&self, app: &App) -> Settings {
        let mode = MODES.iter().find(|(name, _)| *name == self.mode);
        Settings {
            mode: mode.map_or(Mode::Class, |(_, mode)| *mode),
            seconds: self.seconds,
            lang: self.lang.clone(),
            names: match self.names.as_str() {
                _ if self.anonymous => Names::Unkept,
                "hidden" => Names::Hidden,
                _ => Names::Shown,
            },
            most: self.players as usize,
            chance: app.seed(),
        }
    }

    fn begin(&self, app: &mut App) -> Result<Game, Failure> {
        server::make_room(self.players as usize)?;
        let language = Language::with_code(&self.lang).unwrap_or(Language::English);
        let drawn = questions::draw(app, &self.query, self.number as usize, language)?;
        let mut remarks = Vec::new();
        let (asked, fitting) = (drawn.questions.len(), drawn.fitting);
        if asked < fitting && asked < self.number as usize {
            remarks.push(format!(
                "{} are asked: the other {} rest on the same facts or would give an answer away.",
                count(asked, "question", "questions"),
                fitting - asked
            ));
        } else if asked < self.number as usize {
            remarks.push(format!(
                "{} with options, and no more, is what there is.",
                count(asked, "question", "questions")
            ));
        }
        if drawn.written > 0 {
            remarks.push(format!(
                "{} left out: their answers are written. Those go on paper: {}paper QUERY --written",
                count(drawn.written, "card is", "cards are"),
                app.prefix()
            ));
        }
        let title = self.title.clone().unwrap_or(drawn.title);
        let paper = self.paper(app, &title, drawn.questions)?;
        questions::tell_title(app, &paper);
        let paper = paper.with_blind_orders(app.seed());
        let room = Room::new(paper, self.settings(app));
        let server = Server::bind(self.bind, self.port())?;
        let mut chance = chance()?;
        let header = Header {
            format: journal::FORMAT,
            opened: app.timestamp(),
            port: server.address.port(),
            screen: word(&mut chance),
            settings: room.settings.clone(),
            paper: room.paper.clone(),
        };
        class::keep_paper(app, &room.kept_paper())?;
        let kept = Kept::begin(keeping::path_of(app, &room.paper.code), &header)?;
        Ok(Game {
            server,
            kept,
            room,
            screen: header.screen,
            held: Results::default(),
            before: 0,
            chance,
            remarks,
            bind: self.bind,
        })
    }

    /// A paper with a code that no other has.
    fn paper(&self, app: &App, title: &str, questions: Vec<suraq::quiz::Question>) -> Result<Paper, Failure> {
        let taken = class::codes(app)?;
        (0..TRIES)
            .map(|more| Paper::new(title, questions.clone(), 1, app.seed().wrapping_add(more)))
            .find(|paper| !taken.contains(&paper.code) && !keeping::path_of(app, &paper.code).exists())
            .ok_or_else(|| {
                Failure::input("no code is free").hint(format!(
                    "move papers you do not need out of {}",
                    app.paths.papers().display()
                ))
            })
    }

    fn take_up(&self, app: &App, code: &str) -> Result<Game, Failure> {
        let newest = keeping::newest(app);
        let code = match (code, newest) {
            ("", Some(newest)) => newest,
            ("", None) => {
                return Err(Failure::usage("no game was played yet").hint("begin one with {suraq}live QUERY"));
            }
            (code, newest) if !keeping::path_of(app, code).exists() => {
                let failure = Failure::usage(format!("there is no game `{code}`"));
                return Err(match newest {
                    Some(newest) => failure.hint(format!("the newest is {newest}: {{suraq}}live --resume")),
                    None => failure.hint("begin one with {suraq}live QUERY"),
                });
            }
            (code, _) => code.to_owned(),
        };
        let (kept, journal) = Kept::go_on(keeping::path_of(app, &code))?;
        let mut room = journal.replay();
        let mut held = held(app, &journal, &room)?;
        take_kept_key(app, &mut room, &mut held)?;
        server::make_room(room.settings.most)?;
        let port = self.port.map_or(Port::From(journal.header.port), Port::Only);
        let server = Server::bind(self.bind, port)?;
        let mut remarks = vec![format!(
            "Going on with game {code}: {}, {} on disk.",
            count(room.pupils.len(), "pupil", "pupils"),
            count(journal.entries.len(), "event", "events")
        )];
        if journal.torn > 0 {
            remarks.push(format!(
                "The last line was cut in the middle when the program ended: {} left out. No answer that was acknowledged is in it.",
                count(journal.torn, "byte is", "bytes are")
            ));
        }
        if server.address.port() != journal.header.port {
            remarks.push(format!(
                "Port {} is in use: the address is another than before. Pupils come back with the digits beside their name.",
                journal.header.port
            ));
        }
        Ok(Game {
            server,
            kept,
            room,
            screen: journal.header.screen.clone(),
            held,
            before: journal.last(),
            chance: chance()?,
            remarks,
            bind: self.bind,
        })
    }
}

/// Letters and digits that nobody takes for another.
const READABLE: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Characters of the projector's word. 31 to the power of 8 is 850 billion; the server answers 20 guesses a
/// second, and what a right one shows hangs on the wall.
const WORD: usize = 8;

/// A word that lets the projector in, short enough to be typed.
fn word(chance: &mut ChaCha8Rng) -> String {
    let letter = |_| char::from(READABLE[chance.random_range(0..READABLE.len())]);
    (0..WORD).map(letter).collect()
}

/// Chance from the system: tokens may not be guessed, whatever `--seed` says.
fn chance() -> Result<ChaCha8Rng, Failure> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|error| server::no_chance(&error))?;
    Ok(ChaCha8Rng::from_seed(seed))
}

/// What of the game was kept with its results before. The program may have stopped after an event was on disk and
/// before the results were.
fn held(app: &App, journal: &Journal, room: &Room) -> Result<Results, Failure> {
    if room.stage != Stage::End || !class::has_results(app, &room.paper.code) {
        return Ok(Results::default());
    }
    // Results of an older program do not say how many events they hold: all, as far as one can tell.
    let events = class::results(app, &room.paper.code)?.events;
    Ok(events.map_or_else(|| room.results(), |events| journal.replay_until(events).results()))
}

/// Has the game follow a key that was changed or taken back where its results are kept.
fn take_kept_key(app: &App, room: &mut Room, held: &mut Results) -> Result<(), Failure> {
    let code = &room.paper.code;
    if room.stage != Stage::End || !class::has_results(app, code) {
        return Ok(());
    }
    let kept = class::results(app, code)?.changes;
    if kept != held.changes {
        let newer = room.changes.iter().skip(held.changes.len());
        let changes = kept.iter().chain(newer).copied().collect();
        room.take_changes(changes);
        held.changes = kept;
    }
    Ok(())
}

/// Serves the game and leads it until the teacher leaves.
fn play(app: &mut App, mut game: Game) -> Outcome {
    let port = game.server.address.port();
    let addresses: Vec<(String, Address)> = addresses::addresses(game.bind)
        .into_iter()
        .map(|address| (format!("http://{}:{port}", address.ip), address))
        .collect();
    let own = if game.bind.is_unspecified() {
        Ipv4Addr::LOCALHOST.into()
    } else {
        game.bind
    };
    let (to_host, messages) = mpsc::channel();
    let (to_desk, news) = mpsc::channel();
    let room = &game.room;
    let desk = Desk {
        host: to_host.clone(),
        news,
        board: room.board(game.before),
        places: Places::new(room),
        paper: room.kept_paper(),
        screen: format!("http://{own}:{port}/screen?{}", game.screen),
        remarks: game.remarks,
        held: game.held,
        addresses,
    };
    let mut shared = Shared::new(
        &room.paper.code,
        &game.screen,
        &desk.addresses[0].0,
        &room.settings.lang,
        room.settings.most,
        to_host.clone(),
    );
    shared.asks = match (room.settings.names, room.settings.mode) {
        (Names::Unkept, _) => Asks::Nothing,
        (_, Mode::Teams) => Asks::Team,
        _ => Asks::Name,
    };
    let host = Host::new(game.room, game.kept, game.before, game.chance, to_desk);
    let host = thread::spawn(move || host.run(&messages));
    game.server.serve(shared);
    let (code, title) = (desk.paper.code.clone(), desk.paper.title.clone());
    let before = class::results(app, &code)?;
    let was_kept = class::has_results(app, &code);
    let done = terminal::run(app, desk);
    // It may have stopped by itself; then there is nothing to stop.
    let _ = to_host.send(crate::live::messages::Message::Stop);
    let _ = host.join();
    game.server.end();
    if !was_kept && class::has_results(app, &code) {
        deeds::note_lasting(
            app,
            &format!("quiz {code} ({title}) played live"),
            &format!("To remove it: {{suraq}}paper --remove {code} --with-results."),
        )?;
    }
    note_keys(app, &code, &before.changes)?;
    done
}

/// Notes as one step of undo what was changed of the key while the game was led.
fn note_keys(app: &mut App, code: &str, before: &[Change]) -> Result<(), Failure> {
    let after = class::results(app, code)?.changes;
    let can_note = app.store().is_ok_and(|store| store.access() != Access::ReadOnly);
    match after == before || !can_note {
        true => Ok(()),
        false => deeds::note_key(
            app,
            &format!("key changed in quiz {code}, played live"),
            code,
            before,
            &after,
        ),
    }
}
