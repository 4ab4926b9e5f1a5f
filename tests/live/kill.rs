//! The program killed at random times: whatever was acknowledged is there when it comes back.

use std::thread;
use std::time::Duration;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use suraq::live::wire::FromPhone;
use suraq::live::wire::Phase;
use suraq::live::wire::ToPhone;

use super::game::Home;
use super::game::Line;

const PHONES: usize = 6;

/// What a phone knows of its answers when the host is gone.
#[derive(Clone, Debug, Default)]
struct Known {
    acknowledged: Option<String>,
    sent: Option<String>,
}

/// Answers in turn with each option until the host is gone.
fn answer_on(mut line: Line, mut known: Known) -> Known {
    let Some(ToPhone::View(view)) = line.next() else {
        return known;
    };
    assert_eq!(view.phase, Phase::Open);
    let round = view.round.unwrap();
    for id in 1.. {
        let option = round.options[id as usize % 4].id.clone();
        line.say(&FromPhone::Answer {
            id,
            question: round.question.clone(),
            option: option.clone(),
        });
        known.sent = Some(option.clone());
        loop {
            match line.next() {
                Some(ToPhone::Ack(ack)) => {
                    assert!(ack.saved && ack.id == id);
                    known.acknowledged = Some(option);
                    break;
                }
                Some(_) => {}
                None => return known,
            }
        }
    }
    known
}

/// `KILLS=100` for the whole; a few in every run of the tests.
#[test]
fn no_acknowledged_answer_is_lost_by_a_kill() {
    let kills: usize = std::env::var("KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(3);
    let mut chance = ChaCha8Rng::seed_from_u64(3);
    let home = Home::new();
    let mut game = home.begin(&[]);
    let cookies: Vec<String> = (0..PHONES)
        .map(|number| game.join(&format!("P{number}")).cookie)
        .collect();
    game.after("start", "open");
    let mut all = vec![Known::default(); PHONES];
    let mut acknowledged = 0;
    for kill in 0..kills {
        let phones: Vec<_> = cookies
            .iter()
            .zip(&all)
            .map(|(cookie, known)| {
                let line = Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap();
                let known = known.clone();
                thread::spawn(move || answer_on(line, known))
            })
            .collect();
        thread::sleep(Duration::from_millis(chance.random_range(5..250)));
        game.kill();
        all = phones.into_iter().map(|phone| phone.join().unwrap()).collect();
        game = home.resume(&[]);
        for (cookie, known) in cookies.iter().zip(&mut all) {
            let mut line = Line::open(game.address, "/ws", &[("Cookie", cookie)]).unwrap();
            let chosen = line.phase(Phase::Open).round.unwrap().chosen;
            assert!(
                chosen == known.acknowledged || chosen == known.sent,
                "kill {kill}: {chosen:?} is neither of {known:?}"
            );
            acknowledged += usize::from(known.acknowledged.is_some());
            // An answer that came back was kept, though its ack may have been lost.
            known.acknowledged = chosen;
        }
    }
    println!("{kills} kills, {acknowledged} acknowledged answers looked for and found");
}
