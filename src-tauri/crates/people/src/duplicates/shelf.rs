//! Where what is too much to be held lies while everybody is compared: rows of frames under names, in memory for a few and in
//! the vault's encrypted staging for many.

use std::collections::HashMap;
use std::convert::Infallible;

use satchel_kernel::{Error, Id, Result};
use satchel_vault::{Area, FrameReader, FrameWriter, Vault};

/// Rows of frames.
pub trait Shelf {
    /// What may go wrong.
    type Fault;
    /// One more frame under a name.
    fn put(&mut self, name: &str, frame: &[u8]) -> Result<(), Self::Fault>;
    /// The frame at a place under a name, if there are so many.
    fn get(&mut self, name: &str, at: usize) -> Result<Option<Vec<u8>>, Self::Fault>;
    /// Forgets what is under a name.
    fn forget(&mut self, name: &str) -> Result<(), Self::Fault>;
    /// Sees to it that another run of the program would find what is under a name, if it could find anything.
    fn keep(&mut self, name: &str) -> Result<(), Self::Fault>;

    /// The frames under a name in order, without so many of the first.
    fn each(
        &mut self,
        name: &str,
        from: usize,
        mut tell: impl FnMut(&[u8]) -> Result<(), Self::Fault>,
    ) -> Result<(), Self::Fault>
    where
        Self: Sized,
    {
        let mut at = from;
        while let Some(frame) = self.get(name, at)? {
            tell(&frame)?;
            at += 1;
        }
        Ok(())
    }
}

/// In memory.
#[derive(Default)]
pub struct Memory(HashMap<String, Vec<Vec<u8>>>);

impl Shelf for Memory {
    type Fault = Infallible;

    fn put(&mut self, name: &str, frame: &[u8]) -> Result<(), Infallible> {
        self.0.entry(name.to_owned()).or_default().push(frame.to_vec());
        Ok(())
    }

    fn get(&mut self, name: &str, at: usize) -> Result<Option<Vec<u8>>, Infallible> {
        Ok(self.0.get(name).and_then(|frames| frames.get(at)).cloned())
    }

    fn forget(&mut self, name: &str) -> Result<(), Infallible> {
        self.0.remove(name);
        Ok(())
    }

    fn keep(&mut self, _: &str) -> Result<(), Infallible> {
        Ok(())
    }
}

/// In files of the vault's staging, which another run of the program finds again.
pub struct Files {
    area: Area,
    writing: HashMap<String, FrameWriter>,
    reading: HashMap<String, Reading>,
}

struct Reading {
    file: FrameReader,
    /// Where the frames begin, as far as they were read.
    begin: Vec<(u64, u64)>,
}

impl Files {
    /// Those of a kind of record.
    pub fn of(vault: &Vault, kind: &str) -> Self {
        let digest = blake3::hash(format!("duplicates of {kind}").as_bytes());
        let id = digest.as_bytes().first_chunk().copied().unwrap_or_default();
        let area = vault.staging().area(Id::from_bytes(id));
        Self { area, writing: HashMap::new(), reading: HashMap::new() }
    }

    /// Takes them all away.
    pub fn remove(&mut self) -> Result<()> {
        self.writing.clear();
        self.reading.clear();
        Ok(self.area.remove()?)
    }
}

impl Shelf for Files {
    type Fault = Error;

    fn put(&mut self, name: &str, frame: &[u8]) -> Result<()> {
        if let Some(file) = self.writing.get_mut(name) {
            return Ok(file.append(frame)?);
        }
        self.reading.remove(name);
        let mut file = self.area.writer(name)?;
        file.append(frame)?;
        self.writing.insert(name.to_owned(), file);
        Ok(())
    }

    fn get(&mut self, name: &str, at: usize) -> Result<Option<Vec<u8>>> {
        self.keep(name)?;
        if !self.reading.contains_key(name) {
            if !self.area.contains(name) {
                return Ok(None);
            }
            let reading = Reading { file: self.area.reader(name)?, begin: Vec::new() };
            self.reading.insert(name.to_owned(), reading);
        }
        let Some(Reading { file, begin }) = self.reading.get_mut(name) else { return Ok(None) };
        if let Some(known) = begin.get(at)
            && file.position() != *known
        {
            file.seek(*known)?;
        }
        loop {
            let here = file.position();
            let Some(frame) = file.next()? else { return Ok(None) };
            if here.0 == begin.len() as u64 {
                begin.push(here);
            }
            if here.0 == at as u64 {
                return Ok(Some(frame));
            }
        }
    }

    fn forget(&mut self, name: &str) -> Result<()> {
        self.writing.remove(name);
        self.reading.remove(name);
        Ok(self.area.forget(name)?)
    }

    fn keep(&mut self, name: &str) -> Result<()> {
        self.writing.remove(name).map_or(Ok(()), |mut file| Ok(file.sync()?))
    }
}

/// One or the other.
pub enum Either {
    /// For a few.
    Memory(Memory),
    /// For many.
    Files(Files),
}

fn sure<T>(done: Result<T, Infallible>) -> Result<T> {
    match done {
        Ok(done) => Ok(done),
        Err(never) => match never {},
    }
}

impl Shelf for Either {
    type Fault = Error;

    fn put(&mut self, name: &str, frame: &[u8]) -> Result<()> {
        match self {
            Self::Memory(memory) => sure(memory.put(name, frame)),
            Self::Files(files) => files.put(name, frame),
        }
    }

    fn get(&mut self, name: &str, at: usize) -> Result<Option<Vec<u8>>> {
        match self {
            Self::Memory(memory) => sure(memory.get(name, at)),
            Self::Files(files) => files.get(name, at),
        }
    }

    fn forget(&mut self, name: &str) -> Result<()> {
        match self {
            Self::Memory(memory) => sure(memory.forget(name)),
            Self::Files(files) => files.forget(name),
        }
    }

    fn keep(&mut self, name: &str) -> Result<()> {
        match self {
            Self::Memory(memory) => sure(memory.keep(name)),
            Self::Files(files) => files.keep(name),
        }
    }
}
