//! What is changed while a game goes on: more time for a pupil, and who comes back.

use suraq::live::Extra;
use suraq::live::Order;
use suraq::live::joining::Joining;
use suraq::live::wire::Mode;
use suraq::live::wire::Phase;

use super::class::Class;

#[test]
fn more_time_given_later_leaves_the_points_of_questions_that_were_told() {
    let mut class = Class::new(Mode::Race, Some(20));
    let (dana, arman) = (class.join("Dana"), class.join("Arman"));
    class.orders(&[Order::Start]);
    class.wait(10_000);
    assert!(class.answers(dana, "right"));
    class.orders(&[Order::Close, Order::Reveal]);
    let first = class.room.points(dana);
    assert_eq!(first, 750);
    class.orders(&[Order::Extra(1, Extra::Double)]);
    assert_eq!(class.room.points(dana), first);
    // From the next question on it counts, also where it was answered already.
    class.orders(&[Order::Next]);
    class.wait(10_000);
    assert!(class.answers(dana, "right") && class.answers(arman, "right"));
    class.orders(&[Order::Close, Order::Extra(2, Extra::Double), Order::Reveal]);
    assert_eq!(class.room.points(dana), first + 875);
    assert_eq!(class.room.points(arman), 875);
    class.orders(&[Order::Extra(2, Extra::Usual), Order::End]);
    assert_eq!(class.room.points(arman), 875);
}

#[test]
fn who_comes_back_may_answer_the_open_question_as_somebody_new_may() {
    for (seconds, phase) in [(None, Phase::Open), (Some(30), Phase::Next)] {
        let mut class = Class::new(Mode::Class, seconds);
        let (dana, arman) = (class.join("Dana"), class.join("Arman"));
        let back = Joining {
            token: Some(class.room.pupils[dana].token.clone()),
            ..Joining::default()
        };
        class.orders(&[Order::Start, Order::Kick(1)]);
        assert!(class.answers(arman, "right"));
        class.orders(&[Order::Close, Order::Reveal, Order::Next]);
        class.try_join(&back).unwrap();
        assert_eq!(class.view(dana).phase, phase);
        assert_eq!(class.answers(dana, "right"), seconds.is_none());
    }
}
