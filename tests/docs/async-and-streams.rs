// What async-and-streams.md leaves out.

use std::time::Duration;

use ffi::FeedError;

pub struct Client {
    host: String,
}

impl Client {
    async fn connect(host: &str) -> Result<Client, FeedError> {
        Ok(Client { host: host.to_owned() })
    }
}
