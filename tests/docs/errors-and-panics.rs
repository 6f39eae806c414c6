// The code behind the bridge of errors-and-panics.md.

use ffi::{DiskError, StoreError};

pub struct Store {
    pages: u64,
}

impl Store {
    fn open(path: &str) -> Result<Store, StoreError> {
        match path {
            "damaged" => Err(StoreError::Damaged { page: 7, reason: "checksum".to_owned() }),
            "unreadable" => Err(StoreError::Unreadable { source: DiskError::BadSector { sector: 3 } }),
            "" => Err(StoreError::NotFound),
            path => Ok(Store { pages: path.len() as u64 }),
        }
    }

    fn compact(&mut self) -> u64 {
        self.pages
    }

    fn pages(&self) -> u64 {
        self.pages
    }
}
