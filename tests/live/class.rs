//! A class without a network: a room whose events are applied at once, as a host does.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use suraq::live::Entry;
use suraq::live::Event;
use suraq::live::Order;
use suraq::live::Refusal;
use suraq::live::Room;
use suraq::live::Settings;
use suraq::live::answering::Answer as Answered;
use suraq::live::joining::Joining;
use suraq::live::wire::Mode;
use suraq::live::wire::View;
use suraq::quiz::Answer;
use suraq::quiz::Paper;
use suraq::quiz::Question;

/// So many questions with the options `right`, `no`, `never` and `nowhere`, the first of which is right.
pub fn paper(questions: usize) -> Paper {
    let question = |number: usize| Question {
        card: format!("lakes/lake-{number}"),
        text: format!("Which is lake {number}?"),
        answer: Answer::Choice {
            options: ["right", "no", "never", "nowhere"]
                .map(|text| format!("{text} {number}"))
                .to_vec(),
            keys: vec![0],
            fixed: false,
        },
        explanation: Some(format!("Because of {number}.")),
        source: Some(format!("Lakes, page {number}")),
    };
    Paper::new("Lakes", (1..=questions).map(question).collect(), 1, 5)
}

/// A room, and all that happened in it.
pub struct Class {
    pub room: Room,
    pub entries: Vec<Entry>,
    pub now: u64,
    pub chance: ChaCha8Rng,
}

impl Class {
    pub fn new(mode: Mode, seconds: Option<u32>) -> Class {
        Class::with(Settings {
            mode,
            seconds,
            ..Settings::default()
        })
    }

    pub fn with(settings: Settings) -> Class {
        Class {
            room: Room::new(paper(3), settings),
            entries: Vec::new(),
            now: 1_000,
            chance: ChaCha8Rng::seed_from_u64(9),
        }
    }

    pub fn happen(&mut self, event: Event) {
        let entry = Entry { at: self.now, event };
        self.room.apply(&entry);
        self.entries.push(entry);
    }

    /// Gives an order and lets what comes of it happen.
    pub fn order(&mut self, order: Order) -> Result<(), Refusal> {
        for event in self.room.order(&order)? {
            self.happen(event);
        }
        Ok(())
    }

    /// Orders that may not be refused.
    #[track_caller]
    pub fn orders(&mut self, orders: &[Order]) {
        for order in orders {
            self.order(order.clone())
                .unwrap_or_else(|refusal| panic!("{order:?}: {refusal}"));
        }
    }

    pub fn try_join(&mut self, joining: &Joining) -> Result<String, Refusal> {
        let joined = self.room.join(joining, &mut self.chance)?;
        if let Some(event) = joined.event {
            self.happen(event);
        }
        Ok(joined.token)
    }

    /// A new pupil; returns their place in the list.
    pub fn join(&mut self, name: &str) -> usize {
        let joining = Joining {
            name: name.to_owned(),
            ..Joining::default()
        };
        let token = self.try_join(&joining).unwrap();
        self.room.pupil_of(&token).unwrap()
    }

    pub fn view(&self, pupil: usize) -> View {
        self.room.view(pupil, self.now)
    }

    /// Answers the question on a pupil's phone with the option whose text begins so.
    pub fn answers(&mut self, pupil: usize, text: &str) -> bool {
        self.answers_slowly(pupil, text, 0)
    }

    /// The same from a phone with this round trip.
    pub fn answers_slowly(&mut self, pupil: usize, text: &str, round_trip: u64) -> bool {
        let Some(round) = self.view(pupil).round else {
            return false;
        };
        let option = round
            .options
            .iter()
            .find(|option| option.text.starts_with(text))
            .unwrap();
        match self
            .room
            .answer(pupil, &round.question, &option.id, round_trip, self.now)
        {
            Answered::New(event) => {
                self.happen(event);
                true
            }
            Answered::Known => true,
            Answered::Refused => false,
        }
    }

    /// Time goes by; what it brings about happens.
    pub fn wait(&mut self, ms: u64) {
        self.now += ms;
        while let Some(event) = self.room.due(self.now) {
            self.happen(event);
        }
    }
}
