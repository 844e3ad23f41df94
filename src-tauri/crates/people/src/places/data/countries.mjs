// Writes what countries are called to the standard output: the code, then the names in the languages of Europe and the
// larger ones of the world, as the CLDR data of Node's own Intl has them. `node countries.mjs > countries.tsv`
const LANGUAGES =
  "en de fr es it nl pt pl cs sk sv da nb fi hu ro bg hr sl tr el ru uk et lv lt ja ko zh ar hi id".split(" ");
/** What else people write. */
const MORE = {
  CZ: ["Czech Republic"],
  DE: ["BRD"],
  GB: ["UK", "U.K.", "Great Britain", "Britain", "England", "Scotland", "Wales", "Northern Ireland", "England und Wales", "Großbritannien", "Schottland"],
  NL: ["Holland", "The Netherlands"],
  US: ["USA", "U.S.A.", "U.S.", "United States of America", "America", "Vereinigte Staaten von Amerika", "Amerika"],
  KR: ["Korea"],
  TR: ["Turkey"],
  CH: ["Schweiz/Suisse/Svizzera"],
};
/** ISO 3166-1: the code of two letters, then that of three. */
const THREE = `
  ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB
  BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR
  BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR
  CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK
  FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS
  GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN
  ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO
  LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD
  MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER
  NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM
  PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP
  SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF
  TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY
  UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE
`;
const three = new Map(THREE.trim().split(/\s+/).map((pair) => [pair.slice(0, 2), pair.slice(2)]));
const names = LANGUAGES.map((language) => new Intl.DisplayNames([language], { type: "region", fallback: "none" }));
const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
  if (["EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"].includes(code)) continue;
  const own = new Set(names.map((name) => name.of(code)).filter(Boolean));
  // Two codes of one country, such as UK, would say it twice.
  if (own.size === 0 || new Intl.Locale(`und-${code}`).region !== code) continue;
  console.log([code, ...(three.has(code) ? [three.get(code)] : []), ...own, ...(MORE[code] ?? [])].join("\t"));
}
