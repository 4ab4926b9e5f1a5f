//! How pupils come in, and come back.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::event::Event;
use super::names;
use super::orders::Refusal;
use super::pupil::Standing;
use super::room::Room;
use super::room::Stage;
use super::settings::Names;

/// What a phone says when it wants in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joining {
    /// The name that was typed; one is given where it is empty.
    pub name: String,
    /// The digits that bring a pupil back, where they were typed.
    pub rejoin: String,
    /// The token the phone has, where it was here before.
    pub token: Option<String>,
    /// Language of its page; that of the room where it is none of ours.
    pub lang: String,
}

/// What became of it: the token of the pupil, and what happened, which may be nothing for who comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// What the phone is to show from now on.
    pub token: String,
    /// For the journal.
    pub event: Option<Event>,
}

impl Room {
    /// Lets a pupil in, or back in. `chance` must come from the system, for tokens may not be guessed.
    pub fn join(&self, joining: &Joining, chance: &mut ChaCha8Rng) -> Result<Joined, Refusal> {
        let digits: String = joining.rejoin.chars().filter(char::is_ascii_digit).collect();
        if !joining.rejoin.trim().is_empty() {
            return match self.pupil_with(&digits) {
                Some(pupil) => self.back(pupil),
                None => Err(Refusal::WrongRejoin),
            };
        }
        match joining.token.as_deref().and_then(|token| self.pupil_of(token)) {
            Some(pupil) => self.back(pupil),
            None => self.newcomer(joining, chance),
        }
    }

    fn back(&self, pupil: usize) -> Result<Joined, Refusal> {
        let known = &self.pupils[pupil];
        let event = match known.standing {
            Standing::In => None,
            Standing::Kicked if self.is_locked => return Err(Refusal::Locked),
            Standing::Kicked => Some(Event::Returned { pupil }),
            Standing::Banned => return Err(Refusal::Banned),
        };
        Ok(Joined {
            token: known.token.clone(),
            event,
        })
    }

    fn newcomer(&self, joining: &Joining, chance: &mut ChaCha8Rng) -> Result<Joined, Refusal> {
        if self.stage == Stage::End {
            return Err(Refusal::Over);
        }
        if self.is_locked {
            return Err(Refusal::Locked);
        }
        let most = self.settings.most;
        if self.present() >= most {
            return Err(Refusal::Full { most });
        }
        let lang = match joining.lang.as_str() {
            known @ ("en" | "kk" | "ru") => known.to_owned(),
            _ => self.settings.lang.clone(),
        };
        let token = format!("{:032x}", chance.random::<u128>());
        Ok(Joined {
            token: token.clone(),
            event: Some(Event::Joined {
                name: self.name_for(&joining.name, &lang, chance),
                token,
                rejoin: self.free_digits(chance),
                lang,
                chance: chance.random(),
            }),
        })
    }

    fn name_for(&self, typed: &str, lang: &str, chance: &mut ChaCha8Rng) -> String {
        if self.settings.names == Names::Unkept {
            return (self.pupils.len() + 1).to_string();
        }
        let name = match names::cleaned(typed) {
            empty if empty.is_empty() => names::given(lang, chance),
            name => name,
        };
        self.taken.told_apart(&name)
    }

    fn free_digits(&self, chance: &mut ChaCha8Rng) -> String {
        loop {
            let digits = format!("{:06}", chance.random_range(0..1_000_000));
            if self.pupil_with(&digits).is_none() {
                return digits;
            }
        }
    }
}
