//! The arc-hybrid system: how a parser walks through a sentence and which arcs its moves make.
//!
//! A state is a stack of tokens whose head is not known yet, and the place of
//! the first token not read. A move reads that token, or takes the top of the
//! stack away as a dependent of the first unread token (left) or of the token
//! below (right). The root stands behind the last token and takes exactly one.
//!
//! States of a beam share their stacks: a stack is a chain of nodes that are
//! never changed, so that a move costs the same in a sentence of any length.
//!
//! Source: Kuhlmann, Gómez-Rodríguez and Satta 2011; shared stacks: Huang and Sagae 2010.

/// A move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// Reads the first unread token on to the stack.
    Shift = 0,
    /// Makes the top of the stack a dependent of the first unread token.
    Left = 1,
    /// Makes the top of the stack a dependent of the token below it.
    Right = 2,
}

/// The moves, in the order of their numbers.
pub const MOVES: [Move; 3] = [Move::Shift, Move::Left, Move::Right];

/// A token on a stack with what hangs from it. Places count as in [`super::line::Line`].
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The token.
    pub token: u32,
    /// The node below, in the arena; 0 is the floor.
    pub below: u32,
    /// Outermost and second dependent before the token.
    pub left: [u32; 2],
    /// Outermost and second dependent after it.
    pub right: [u32; 2],
    /// How many dependents stand before it and after it.
    pub counts: [u8; 2],
}

/// Where a parser is in a sentence.
#[derive(Clone, Copy, Debug)]
pub struct State {
    /// Node at the top of the stack; 0: the stack is empty.
    pub top: u32,
    /// How many tokens lie on the stack.
    pub depth: u32,
    /// First unread token; the number of tokens is the root.
    pub front: u32,
    /// Outermost and second dependent of the first unread token.
    pub left: [u32; 2],
    /// How many it has.
    pub count: u8,
}

/// The stacks of all states of one sentence.
#[derive(Clone, Debug)]
pub struct Arena {
    nodes: Vec<Node>,
    /// Number of tokens, the place of the root.
    root: u32,
}

impl Arena {
    /// Makes room for a sentence of `count` tokens.
    pub fn new(count: usize) -> Arena {
        let nothing = count as u32 + 1;
        Arena {
            nodes: vec![Node {
                token: nothing,
                below: 0,
                left: [nothing; 2],
                right: [nothing; 2],
                counts: [0; 2],
            }],
            root: count as u32,
        }
    }

    /// The state before the first move.
    pub fn start(&self) -> State {
        State {
            top: 0,
            depth: 0,
            front: 0,
            left: [self.root + 1; 2],
            count: 0,
        }
    }

    /// The node, or the floor for 0.
    pub fn node(&self, at: u32) -> &Node {
        &self.nodes[at as usize]
    }

    /// Whether every token has its head.
    pub fn is_done(&self, state: &State) -> bool {
        state.front == self.root && state.depth == 0
    }

    /// Whether the move is one of the system's here.
    pub fn allows(&self, state: &State, step: Move) -> bool {
        let at_root = state.front == self.root;
        match step {
            Move::Shift => !at_root,
            Move::Left => state.depth == 1 || (state.depth > 1 && !at_root),
            Move::Right => state.depth > 1,
        }
    }

    /// The arc that a move makes: dependent and head. None for a shift.
    pub fn arc(&self, state: &State, step: Move) -> Option<(u32, u32)> {
        let top = self.node(state.top);
        match step {
            Move::Shift => None,
            Move::Left => Some((top.token, state.front)),
            Move::Right => Some((top.token, self.node(top.below).token)),
        }
    }

    /// Makes a move that is allowed.
    pub fn make(&mut self, state: &State, step: Move) -> State {
        let nothing = self.root + 1;
        let top = *self.node(state.top);
        match step {
            Move::Shift => State {
                top: self.push(Node {
                    token: state.front,
                    below: state.top,
                    left: state.left,
                    right: [nothing; 2],
                    counts: [state.count, 0],
                }),
                depth: state.depth + 1,
                front: state.front + 1,
                left: [nothing; 2],
                count: 0,
            },
            Move::Left => State {
                top: top.below,
                depth: state.depth - 1,
                front: state.front,
                left: [top.token, state.left[0]],
                count: state.count.saturating_add(1),
            },
            Move::Right => {
                let mut head = *self.node(top.below);
                head.right = [top.token, head.right[0]];
                head.counts[1] = head.counts[1].saturating_add(1);
                State {
                    top: self.push(head),
                    depth: state.depth - 1,
                    ..*state
                }
            }
        }
    }

    fn push(&mut self, node: Node) -> u32 {
        self.nodes.push(node);
        (self.nodes.len() - 1) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(count: usize, steps: &[Move]) -> Vec<(u32, u32)> {
        let mut arena = Arena::new(count);
        let mut state = arena.start();
        let mut arcs = Vec::new();
        for &step in steps {
            assert!(arena.allows(&state, step), "{step:?}");
            arcs.extend(arena.arc(&state, step));
            state = arena.make(&state, step);
        }
        assert!(arena.is_done(&state));
        arcs
    }

    #[test]
    fn moves_make_the_arcs_of_a_tree() {
        use Move::{Left, Right, Shift};
        // "She reads books": she ← reads → books, reads ← root.
        let arcs = walk(3, &[Shift, Left, Shift, Shift, Right, Left]);
        assert_eq!(arcs, [(0, 1), (2, 1), (1, 3)]);
    }

    #[test]
    fn the_root_takes_one_dependent() {
        let mut arena = Arena::new(2);
        let start = arena.start();
        let one = arena.make(&start, Move::Shift);
        let two = arena.make(&one, Move::Shift);
        assert!(!arena.allows(&two, Move::Left));
        assert!(arena.allows(&two, Move::Right));
        assert!(!arena.allows(&two, Move::Shift));
    }

    #[test]
    fn dependents_are_remembered_from_the_outside_in() {
        let mut arena = Arena::new(4);
        let mut state = arena.start();
        for step in [Move::Shift, Move::Shift, Move::Right, Move::Shift, Move::Right] {
            state = arena.make(&state, step);
        }
        assert_eq!(arena.node(state.top).right, [2, 1]);
        assert_eq!(arena.node(state.top).counts, [0, 2]);
    }
}
