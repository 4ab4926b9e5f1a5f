//! Who may speak to the server, how much, and what browsers may do with what they get.

use std::net::IpAddr;

use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::HeaderValue;
use axum::http::Method;
use axum::http::StatusCode;
use axum::http::header;
use axum::middleware::Next;
use axum::response::IntoResponse;
use axum::response::Response;
use tokio::time::Instant;

/// Nothing is fetched from elsewhere, nothing in a page is a script, and no other page may frame it.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What every answer carries. `same-origin`, for without a referrer browsers send forms with the origin `null`.
const HEADERS: [(header::HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CACHE_CONTROL, "no-store"),
    (header::REFERRER_POLICY, "same-origin"),
];

/// Lets through what is meant for this server and comes from its own pages.
pub async fn guard(request: Request, next: Next) -> Response {
    let mut response = match is_meant(request.method(), request.headers()) {
        true => next.run(request).await,
        false => (StatusCode::FORBIDDEN, "This page was opened from another site.\n").into_response(),
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn is_meant(method: &Method, headers: &HeaderMap) -> bool {
    let text = |name| {
        headers
            .get(name)
            .and_then(|value: &HeaderValue| value.to_str().ok())
    };
    let Some(host) = text(header::HOST).filter(|host| is_address(host)) else {
        return false;
    };
    let changes = method == Method::POST || headers.contains_key(header::UPGRADE);
    if !changes {
        return true;
    }
    let is_foreign = headers
        .get("sec-fetch-site")
        .is_some_and(|site| site == "cross-site");
    // Browsers name the page that a socket or a form comes from; what names none is no browser.
    let is_own = match headers.get(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let origin = origin.to_str().ok();
            let origin =
                origin.and_then(|origin| origin.strip_prefix("http://").or(origin.strip_prefix("https://")));
            origin == Some(host)
        }
    };
    is_own && !is_foreign
}

/// Whether a host is an address or this computer itself. A name that was made to point here, which is how
/// other sites would reach in, is neither.
fn is_address(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.chars().all(|digit| digit.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name
        .strip_prefix('[')
        .and_then(|name| name.strip_suffix(']'))
        .unwrap_or(name);
    bare.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok()
}

/// How much somebody may do: so much at once, and so much more each second.
#[derive(Clone, Debug)]
pub struct Bucket {
    most: f64,
    each_second: f64,
    left: f64,
    at: Instant,
}

impl Bucket {
    /// Full.
    pub fn new(most: f64, each_second: f64) -> Bucket {
        Bucket {
            most,
            each_second,
            left: most,
            at: Instant::now(),
        }
    }

    /// Takes one; false where none is left.
    pub fn take(&mut self) -> bool {
        let now = Instant::now();
        let filled = now.duration_since(self.at).as_secs_f64() * self.each_second;
        self.at = now;
        self.left = (self.left + filled).min(self.most);
        let is_left = self.left >= 1.0;
        if is_left {
            self.left -= 1.0;
        }
        is_left
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::HeaderValue;
    use axum::http::Method;

    use super::{Bucket, is_address, is_meant};

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                let name = name.parse::<axum::http::HeaderName>().unwrap();
                (name, HeaderValue::from_static(value))
            })
            .collect()
    }

    #[test]
    fn addresses_are_told_from_names() {
        for host in ["192.168.1.24:7878", "127.0.0.1", "localhost:80", "[fe80::1]:7878"] {
            assert!(is_address(host), "{host}");
        }
        for host in [
            "evil.example:7878",
            "localhost.evil.example",
            "",
            "192.168.1.24.evil.example",
        ] {
            assert!(!is_address(host), "{host}");
        }
    }

    #[test]
    fn only_own_pages_may_change_anything() {
        let own = [("host", "10.0.0.5:7878"), ("origin", "http://10.0.0.5:7878")];
        let other = [("host", "10.0.0.5:7878"), ("origin", "http://evil.example")];
        let framed = [("host", "10.0.0.5:7878"), ("origin", "null")];
        let site = [("host", "10.0.0.5:7878"), ("sec-fetch-site", "cross-site")];
        let socket = [
            ("host", "10.0.0.5:7878"),
            ("origin", "http://evil.example"),
            ("upgrade", "websocket"),
        ];
        assert!(is_meant(&Method::POST, &headers(&own)));
        assert!(is_meant(&Method::POST, &headers(&own[..1])));
        for wrong in [&other[..], &framed, &site] {
            assert!(!is_meant(&Method::POST, &headers(wrong)));
            assert!(is_meant(&Method::GET, &headers(wrong)), "looking is allowed");
        }
        assert!(!is_meant(&Method::GET, &headers(&socket)));
        assert!(!is_meant(&Method::GET, &headers(&[])));
    }

    #[test]
    fn a_bucket_gives_so_many_at_once() {
        let mut bucket = Bucket::new(3.0, 0.001);
        let taken: Vec<bool> = (0..4).map(|_| bucket.take()).collect();
        assert_eq!(taken, [true, true, true, false]);
    }
}
