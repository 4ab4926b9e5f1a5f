//! The server for the phones: its port, and what its routes share.

use std::io;
use std::net::IpAddr;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Sender;

use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::net::TcpSocket;
use tokio::runtime::Builder;
use tokio::runtime::Runtime;

use super::guard::Bucket;
use super::messages::Message;
use super::page::Asks;
use super::routes;
use crate::report::Failure;
use crate::report::plain;

/// The port where nothing else is said. Ours; no known service has it.
pub const PORT: u16 = 7878;

/// So many ports after it are tried where it is in use.
const TRIED: u16 = 20;

/// Connections that may wait to be accepted: a whole school that scans a code at once.
const BACKLOG: u32 = 4_096;

/// Which port is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Port {
    /// This one or none.
    Only(u16),
    /// This one, or the next that is free.
    From(u16),
}

/// The server. Dropped, it ends.
pub struct Server {
    runtime: Runtime,
    listener: Option<TcpListener>,
    /// Where it listens.
    pub address: SocketAddr,
}

/// What the routes share.
pub struct Shared {
    /// The code of the game; empty where only the check is served.
    pub code: String,
    /// Lets the projector in.
    pub screen: String,
    /// Where phones find the host.
    pub address: String,
    /// Language of pages that ask for none.
    pub lang: String,
    /// What is asked of who joins.
    pub asks: Asks,
    /// To the host.
    pub host: Sender<Message>,
    joins: Mutex<Bucket>,
    tries: Mutex<Bucket>,
    posts: Mutex<Bucket>,
    looks: Mutex<Bucket>,
    next: AtomicU64,
}

impl Shared {
    /// Joins are limited by how many pupils there may be: a class comes at once, a flood is slowed.
    pub fn new(
        code: &str,
        screen: &str,
        address: &str,
        lang: &str,
        most: usize,
        host: Sender<Message>,
    ) -> Shared {
        let most = most as f64;
        Shared {
            code: code.to_owned(),
            screen: screen.to_owned(),
            address: address.to_owned(),
            lang: lang.to_owned(),
            asks: Asks::Name,
            host,
            joins: Mutex::new(Bucket::new((2.0 * most).max(60.0), (most / 6.0).max(10.0))),
            tries: Mutex::new(Bucket::new(20.0, 1.0)),
            looks: Mutex::new(Bucket::new(100.0, 20.0)),
            posts: Mutex::new(Bucket::new(10.0 * most, (2.0 * most).max(40.0))),
            next: AtomicU64::new(1),
        }
    }

    /// Whether one more may try to join now.
    pub fn may_join(&self) -> bool {
        take(&self.joins)
    }

    /// Whether one more may try digits that bring back, or a code, which could be guessed.
    pub fn may_try(&self) -> bool {
        take(&self.tries)
    }

    /// Whether one more may ask for the projector's page. Right and wrong addresses count alike, for a limit
    /// on wrong ones alone would not keep a right guess out.
    pub fn may_look(&self) -> bool {
        take(&self.looks)
    }

    /// Whether one more form may be taken now.
    pub fn may_post(&self) -> bool {
        take(&self.posts)
    }

    /// Returns a number for a new connection.
    pub fn next_id(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

fn take(bucket: &Mutex<Bucket>) -> bool {
    bucket.lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl Server {
    /// Takes a port; nothing is answered there yet.
    pub fn bind(ip: IpAddr, port: Port) -> Result<Server, Failure> {
        let runtime = Builder::new_multi_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| Failure::system(Path::new("server"), "cannot be started", &error))?;
        let listener = runtime.block_on(async { free(ip, port) })?;
        let address = listener.local_addr();
        let address =
            address.map_err(|error| Failure::system(Path::new("server"), "cannot be started", &error))?;
        Ok(Server {
            runtime,
            listener: Some(listener),
            address,
        })
    }

    /// Answers from now on.
    pub fn serve(&mut self, shared: Shared) {
        if let Some(listener) = self.listener.take() {
            let routes = routes::routes(Arc::new(shared));
            self.runtime.spawn(async move {
                // A phone waits for every word; words are short.
                let listener = listener.tap_io(|socket| drop(socket.set_nodelay(true)));
                // It never ends by itself.
                let _ = axum::serve(listener, routes).await;
            });
        }
    }

    /// Ends without waiting for who is connected.
    pub fn end(self) {
        self.runtime.shutdown_background();
    }
}

fn free(ip: IpAddr, port: Port) -> Result<TcpListener, Failure> {
    let (first, count) = match port {
        Port::Only(port) => (port, 1),
        Port::From(port) => (port, TRIED),
    };
    let mut refused = None;
    for port in (first..=u16::MAX).take(count.into()) {
        match listen(SocketAddr::new(ip, port)) {
            Ok(listener) => return Ok(listener),
            Err(error) => refused.get_or_insert(error),
        };
    }
    let error = refused.unwrap_or_else(|| io::ErrorKind::AddrInUse.into());
    let failure = Failure::system(Path::new(&format!("port {first}")), "cannot be used", &error);
    Err(match error.kind() {
        io::ErrorKind::AddrInUse => failure.hint("another program has it; choose one with --port N"),
        io::ErrorKind::AddrNotAvailable => failure.hint(format!("{ip} is no address of this computer")),
        _ => failure.hint("choose another with --port N, above 1024"),
    })
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // A game that is resumed takes the port it had; on Windows this would let two programs share it.
    #[cfg(not(windows))]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(BACKLOG)
}

/// Makes room for so many connections.
///
/// Errors: the system allows fewer; how many pupils may join is told.
pub fn make_room(most: usize) -> Result<(), Failure> {
    // For the journal, decks, pages that are fetched, and the system's own.
    const BESIDE: u64 = 128;
    let wanted = most as u64 + BESIDE;
    let allowed = rlimit::increase_nofile_limit(wanted.max(1_024)).unwrap_or(wanted);
    if allowed >= wanted {
        return Ok(());
    }
    let may = allowed.saturating_sub(BESIDE);
    Err(Failure::usage(format!(
        "this system allows {allowed} open files, which is enough for {may} pupils and not for {most}"
    ))
    .hint(format!(
        "let fewer join with --players {may}, or raise the limit: ulimit -n {wanted}"
    )))
}

/// What the system says when there is no chance to be had.
pub fn no_chance(error: &getrandom::Error) -> Failure {
    let error = io::Error::other(error.to_string());
    Failure::input(format!(
        "the system gives no chance for tokens: {}",
        plain(&error)
    ))
}
