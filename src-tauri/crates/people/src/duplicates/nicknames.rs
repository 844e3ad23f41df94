//! Given names that are the same name: short and pet forms, and what it is in another language. Written for this program
//! from everyday knowledge of European and English names; folded, in Latin letters. A form may belong to several names
//! (Alex, Chris, Sasha), and then it goes with each of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use satchel_kernel::text::fold;

/// Forms of one name in each line.
const NAMES: &str = "
abigail abby abbie gail
adelheid adelaide heidi
agnes agnieszka inez ines nessa
albert al bert bertie alberto
alexander alex alec sandy sasha sascha xander alexandre alessandro alejandro aleksandr aleksander olek sander
alexandra alex sandra sasha sascha alessandra alejandra aleksandra ola lexi
alfred alf fred freddy alfredo
alice ali alicia alicja
amanda mandy
andreas andrew andy drew andre andrea andrzej andrei andrey anders andres
angela angie angelika angelina
anna ann anne annie anni anita hannah hanna nan nancy ania anya annika anke
anthony antony tony anton antonio antoine antoni toni
antonia toni antoinette antonie
arthur art artur arturo
barbara barb babs bärbel baerbel basia barbora
bartholomew bart bartholomäus bartosz
benedikt benedict ben bene
benjamin ben benny benni benjy
bernard bernhard bernie bernd bernardo
bertram bert
bridget brigitte birgit gitte biddy brigid
caroline carolin carolina karolina karoline carol carrie line caro
catherine katherine kathryn katharina katarina kate katie kathy cathy kat kitty käthe kathe kati katja ekaterina catarina caterina kasia catalina katrin kathrin
cecilia cecily cecile silke celia
charles charlie chuck chas karl carl carlos carlo charley karol
charlotte lotte lottie charlie carlotta
christian chris christiaan kristian krystian
christina christine chris tina chrissy kristina kristin kirsten kerstin christel krystyna stina
christopher chris kit topher christoph christophe kris cristobal krzysztof toffer
clara klara claire clare
claudia claudine
claus klaus nicholas nick nicolas nikolaus niklas nico niko nicola mikolaj nikolai nikolay colin klas
constance connie constanze konstanze
cornelia conny connie nele
cornelius kees con neil
daniel dan danny dani daniele danilo
daniela danielle dani
david dave davy davide dawid
deborah debbie deb debra
denis dennis denny
diana diane di
dietrich dieter dirk
dominic dominik dom nick domenico
dorothy dorothea dorothee dot dottie dolly thea dora
douglas doug
edward ed eddie ted teddy ned eduard eduardo edouard edoardo
edmund ed ned
eleanor ellie nell nora elinor leonore eleonore lenore leonora
elizabeth elisabeth liz lizzie beth betty eliza elsie lisa elise bettina sissi elsa lilli lili libby elisabetta elzbieta lise ilse bess betsy
emily emmy emilia emilie em millie
emma em emmy
eric erik erich rick enrique erick
ernest ernst ernie ernesto
eugene gene eugen evgeny jewgeni
eva eve evi ewa
felicity felicitas flick
ferdinand ferdi fernando hernando
florian flo
frances francesca franziska fran franzi frankie fanny francoise
francis frank franz francesco francisco paco francois frankie franciszek frans ferenc
frederick frederic friedrich fred freddie fritz rick frederik federico fryderyk
gabriel gabe gabriele
gabriela gabriele gabi gabby gabrielle
geoffrey jeff geoff jeffrey gottfried godfrey
george georg jörg jorg jürgen juergen jorge giorgio jerzy yuri juri goran georges
gerald jerry gerry gerhard gerd gert gerard gerardo
gertrude gertrud trudy trude
gregory greg gregor grzegorz gregorio grigori
gustav gus gustavo gustaf
hans johann johannes john jon jonny johnny jack jan jean juan giovanni gianni ivan ian sean sjon johan jens hannes evan jannis
harold harry hal harald
heinrich henry harry hank hal heinz heiner henri enrique enrico henryk hendrik henrik
helen helena helene ellen nell lena leni elena yelena helga
henrietta henriette hetty jette harriet
herbert bert herb
hubert hugh hugo huw
hermann herman armand
horace horatio
ignatius ignacio ignaz nacho ignacy
irene irena irina
isaac ike isaak
isabel isabella isabelle bella izzy belle izabela ysabel
jacob jake jakob james jim jimmy jamie jacques giacomo diego santiago jaime jakub jacek
jacqueline jackie
jane joan johanna joanna jean jeanne giovanna juana janet jenny hanna ivana jana janina gianna jo
jeremy jeremias jerry jeremiah
jennifer jen jenny jenni
jessica jess jessie
joachim jochen achim jo joaquin joakim
jonathan jon jonny jonas
joseph joe joey josef jose pepe giuseppe sepp jozef jupp beppe josip
josephine jo josie josefine josefa fifi
joshua josh
judith judy judit
julia julie jules giulia julka
julian jules giuliano
julius jules giulio
karen carina karin caren
kenneth ken kenny
kimberly kim
konrad conrad kurt curt conny
laura lori laurie
lawrence laurence larry lorenz lorenzo laurent lars laurin
leo leon leonard leonhard leonardo lenny len lew lev
leopold leo poldi
lewis louis ludwig luis luigi lou louie ludovic luiz
linda lindy
louise luise louisa lou luisa
lucas lukas luke luca luc łukasz lukasz
lucy lucia lucie luzia luz łucja
magdalena magda madeleine lena leni maddie madeline
manfred manni fred
manuel manny emanuel emmanuel manolo
marcus mark markus marc marco marek marcos
margaret margarethe margarete meg maggie peggy greta grete gretchen margot marge rita daisy małgorzata malgorzata margarita marguerite gosia margit
maria mary marie mia molly polly marion mariah miriam mitzi masha marija marika mariska maja
marianne marian annemarie
martha marta
martin marty martino marten maarten marcin
martina tina
matilda mathilde tilly maud tilda
matthew matt matthias mathias mateo matteo mateusz mats matthieu mattias
maximilian max maxi maxim maxime massimo
melanie mel melly
melissa mel lissa
michael mike mick mickey micha michel michele miguel mikhail michal mikael mischa misha mitch
michaela mika michelle micaela
monica monika moni monique
natalie natalia natasha nat nathalie tasha
nathan nathaniel nat nate
oliver ollie oli olivier
olga olya
otto odo
pamela pam
patricia pat patty trish tricia patrizia
patrick pat paddy patrice patryk
paul pablo paolo pavel pawel paulo pal
paula pauline paulina paola
peter pete petra piet pieter pierre pedro pietro piotr petr pyotr per
petra pia
philip phil phillip philipp philippe felipe filippo filip pip
rachel rahel rae
ralph ralf rolf raoul raul rafe
raymond ray raimund ramon raimondo
rebecca becky becca rebekka
reginald reg reggie reinhold
regina gina reggie
richard rick dick rich ricky ricardo riccardo ryszard richie
robert bob bobby rob robbie bert robin roberto rupert ruprecht
roger rodger rutger rüdiger ruediger
roland rolando rowland
ronald ron ronny ronnie
rose rosa rosie rosemary rosemarie roza
rudolf rudy rudi rolf rodolfo rudolph
samantha sam sammy
samuel sam sammy
sarah sally sara sadie
sebastian basti seb bastian sebastien wastl
sigmund sigi siegmund
simon simeon szymon
sofia sophie sophia sofie zofia sonja sonya sofka
stanislaus stan stanislav stanisław stanislaw stas
stefanie stephanie steffi steph stefania
stephen steven steve stefan stephan esteban stefano etienne szczepan istvan steffen
susan susanne sue susie suzanne susanna zuzanna suzy sanne zsuzsanna
sylvia silvia silke sylvie
terence terry terrence
theresa teresa therese terry tess tessa resi thea
theodore theodor ted teddy theo fyodor teodoro
thomas tom tommy tomas tommaso tomasz thom
timothy tim timmy timotheus timo
tobias toby tobi
ulrich uli udo ulrik
ulrike uli rike ulrika
ursula uschi ulla
valentin valentine val valentino
vanessa nessa
veronica veronika vroni ronnie
victor viktor vic vittorio
victoria viktoria vicky vicki tori vittoria
vincent vince vinny vincenzo vicente vinzenz
virginia ginny ginger
vladimir vlad volodymyr wladimir vova waldemar
walter wally walt gualtiero wat
wilhelm william will bill billy willi willy guillermo guglielmo guillaume liam wim willem wilm willis
wilhelmina mina minna wilma minnie
winifred winnie freda
wolfgang wolf wolfi
yevgenia evgenia eugenia eugenie
zachary zach zack zacharias
";

/// The lines a form stands in.
fn lines(name: &str) -> &'static [u16] {
    static KNOWN: OnceLock<HashMap<String, Vec<u16>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known: HashMap<String, Vec<u16>> = HashMap::new();
        for (line, number) in NAMES.lines().filter(|line| !line.is_empty()).zip(0..) {
            for form in line.split(' ') {
                let of = known.entry(fold(form)).or_default();
                if of.last() != Some(&number) {
                    of.push(number);
                }
            }
        }
        known
    });
    known.get(name).map_or(&[], Vec::as_slice)
}

/// Whether two folded given names in Latin letters are forms of one name.
pub fn same(a: &str, b: &str) -> bool {
    let others = lines(b);
    a != b && lines(a).iter().any(|line| others.contains(line))
}

/// What stands for all names a form belongs to: the number of its first line.
pub fn stem(name: &str) -> Option<u16> {
    lines(name).first().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_go_with_their_names_and_no_name_stands_twice_in_a_line() {
        for (a, b) in
            [("bill", "william"), ("alex", "alexander"), ("alex", "alexandra"), ("kate", "katharina")]
        {
            assert!(same(a, b) && same(b, a), "{a} {b}");
        }
        assert!(!same("anna", "peter") && !same("anna", "anna"));
        assert_eq!((stem("bob"), stem("zaphod")), (stem("robert"), None));
        for line in NAMES.lines() {
            let mut forms: Vec<&str> = line.split(' ').collect();
            forms.sort_unstable();
            assert!(forms.windows(2).all(|w| w[0] != w[1]), "{line}");
        }
    }
}
