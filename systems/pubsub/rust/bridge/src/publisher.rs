use crate::ffi::HubError;

/// A publisher.
pub struct Publisher(pub(crate) pubsub::Publisher);

impl Publisher {
    pub(crate) fn end(&self) -> Result<(), HubError> {
        Ok(self.0.close()?)
    }
}
