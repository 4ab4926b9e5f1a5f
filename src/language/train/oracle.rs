//! The moves that lead to an annotated tree.
//!
//! Where arcs cross, no derivation makes them all; then the move that loses the
//! fewest arcs is taken at each step.
//!
//! Source: Goldberg and Nivre 2013, dynamic oracle of arc-hybrid.

use crate::language::transition::Arena;
use crate::language::transition::MOVES;
use crate::language::transition::Move;
use crate::language::transition::State;

/// Returns the moves for `heads`; a head of the number of tokens is the root.
pub fn moves(heads: &[usize]) -> Vec<Move> {
    let mut arena = Arena::new(heads.len());
    let mut state = arena.start();
    let mut moves = Vec::with_capacity(2 * heads.len());
    while !arena.is_done(&state) {
        // Arcs are made as soon as nothing is lost by it.
        let step = [Move::Left, Move::Right, Move::Shift]
            .into_iter()
            .filter(|&step| arena.allows(&state, step))
            .min_by_key(|&step| cost(heads, &arena, &state, step))
            .unwrap_or(MOVES[0]);
        moves.push(step);
        state = arena.make(&state, step);
    }
    moves
}

/// How many arcs of the tree cannot be made any more after the move.
fn cost(heads: &[usize], arena: &Arena, state: &State, step: Move) -> usize {
    let front = state.front as usize;
    let stack = stack(arena, state);
    match step {
        Move::Shift => {
            let lost_head = stack.iter().skip(1).any(|&token| heads[front] == token);
            let dependents = stack.iter().filter(|&&token| heads[token] == front).count();
            usize::from(lost_head) + dependents
        }
        Move::Left | Move::Right => {
            let top = stack[0];
            let dependents = (front..heads.len()).filter(|&token| heads[token] == top).count();
            let is_made = match step {
                Move::Left => heads[top] == front,
                _ => stack.get(1) == Some(&heads[top]),
            };
            let was_possible = heads[top] >= front || stack.get(1) == Some(&heads[top]);
            dependents + usize::from(was_possible && !is_made)
        }
    }
}

/// Tokens on the stack, the top first.
fn stack(arena: &Arena, state: &State) -> Vec<usize> {
    let mut tokens = Vec::new();
    let mut at = state.top;
    while at != 0 {
        tokens.push(arena.node(at).token as usize);
        at = arena.node(at).below;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rebuilt(heads: &[usize]) -> Vec<usize> {
        let mut arena = Arena::new(heads.len());
        let mut state = arena.start();
        let mut found = vec![usize::MAX; heads.len()];
        for step in moves(heads) {
            if let Some((dependent, head)) = arena.arc(&state, step) {
                found[dependent as usize] = head as usize;
            }
            state = arena.make(&state, step);
        }
        found
    }

    #[test]
    fn the_moves_make_the_tree() {
        for heads in [
            vec![1, 3, 1],
            vec![3, 0, 0],
            vec![1, 2, 5, 2, 3],
            vec![1, 7, 1, 4, 2, 6, 4],
        ] {
            assert_eq!(rebuilt(&heads), heads);
        }
    }

    #[test]
    fn crossing_arcs_cost_as_little_as_can_be() {
        // 0→2 and 1→3 cross.
        let heads = [4, 3, 0, 0];
        let found = rebuilt(&heads);
        assert_eq!(found.iter().zip(&heads).filter(|(a, b)| a == b).count(), 3);
    }
}
