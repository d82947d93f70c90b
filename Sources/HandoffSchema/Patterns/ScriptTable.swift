/// The code points of every Unicode script, and of one property, that the standard library does not tell.
///
/// Unicode 17.0. Made from the tables of the Python package regex 2026.5.9 by asking it for every code point
/// whether it matches `\p{sc=NAME}` and `\p{scx=NAME}`. One script a line: its long name, its short names, its
/// ranges, and those in which `Script_Extensions` differs (`!` where it does not). Ranges are numbers in turn:
/// how far the first code point is from the previous range's last, and how far the last is from the first. A
/// number is written in base 32, the most significant digit first, in the alphabet `0…9 A…Z a…z _ -`, whose
/// second half marks a digit after which more follow.
enum ScriptTable {
  static let scripts = """
    Adlam Adlm Zwe0YB5951 XmV0X10cmF0ZlI0
    Ahom Ahom Ybu0Q3E5M !
    Anatolian_Hieroglyphs Hluw YnW0o6 !
    Arabic Arab Xm04252D222V29CP2ZB2X1YHXFdHX16YA2SXyoHlD3aFX1FZH42a6Zx4UY4598X25Xtu132Q21203029232020705020\
    20222120302020202021203326232320292G62242GXL1 XmC0F040X10BAR0ckV0ZlI0XptT1Xj1R
    Armenian Armn XfHX53XH32Xzi44 u80
    Avestan Avst YYu0XL46 bN0hhP1
    Balinese Bali cu0YC2XH !
    Bamum Bamu Xfr0YNXme9nO !
    Bassa_Vah Bass YwsGT35 !
    Batak Batk c_0XJ93 !
    Bengali Beng Yi0327313L2620433831339051243O rS0XqL1I1axB02031209090305032XY-Q0
    Beria_Erfe Berf Yxr0O3O !
    Bhaiksuki Bhks YdW082XC2DBS !
    Bopomofo Bopo tA1hmQXAZHV s7022E0hf82592CB33070c40XpgA1eR4
    Brahmi Brah YaW0YD5X3A0 !
    Braille Brai gW0dV !
    Buginese Bugi cm0R31 XgkF0
    Buhid Buhd bw0J bvL1
    Canadian_Aboriginal Cans bW0pVnHY5YWjRF !
    Carian Cari YWr0XG bN0dz3030ZkK0
    Caucasian_Albanian Aghb YXfGXJC0 u40XD0XD0
    Chakma Cakm Yae0XK2H Yl69XoH9
    Cham Cham Xgm0XMAD3933 !
    Cherokee Cher az0YL35XbxJYF u022071N1C1
    Chorasmian Chrs YZzGR !
    Common Zyyy 0Y0R5RXE2E24O0X00k2X6643JZL0A07020pU070F040X10aT0m50a21XcQ0iM3f30XlG2Y81cC120XcE0E083252230u\
    6B3YM2A4A2EIX1XVX522352Q2GXA25qPNAMyVe1pJ3a9m1YTiJK202OG753YS140YR1aKFX1X5A0XHXVX0YGXG0YPb7ck1XVse1X1Z72\
    b69dL0b10iC0F1qkJ1cH9NX22I23aK02VR5RAB0XE1Y1626B4e325XC48YHCXKXCd5QXkj53ZwTdS4jJ7MGGZ0ZJXTdLBX63XT4G918T\
    5XScMJDJDYMAOa8YK2Y6213031332B20262Y02337262R232420462gJ3f33XHbZIY3YDXSs3XB5Z3DE3E2E2X4BbDXPP21EXB5881F5\
    aR_O4G4C4cP7B50GB5XN997X79T3B51F8X8gN9D3C4A4XO205F3B598aI2Z6uXW70VYV bN0m50B02220A020aR0qO0F040X10v41XyM\
    0XlG2Y81cC120XcE0E083252230vL0X00B030ZjQ0P1B05020jDF2230292CH52053YS140YR1aKFX1X5A0XHX7XPXGGBXK0YPOB4Z1U\
    yu27f99dL0b10qxF1e61eR4B0XE1h125XC48j2QXkj53brTHdsV1
    Coptic Copt,Qaac -2DgaHZJ66 bN0o904120ZD1gr20Xrc9R
    Cuneiform Xsux YeW0yPZ7ZE24Cc3 !
    Cypriot Cprt YYW05302XB214030 YWe025XC48
    Cypro_Minoan Cpmn YhyGZ2 YWe01
    Cyrillic Cyrl XW0a43b8bwHAb10YD0aZ8V_Y1YVryF1Xum1XTX20 rS0Y422020203060hK1chI0aYB0
    Deseret Dsrt YXW0YF !
    Devanagari Deva Ye0YG5E3PXdx1Vym19 rS0XqL1I1axBX621-N0XXw09
    Dives_Akuru Diak Yce063037212T213BA9 !
    Dogra Dogr YcW0XR Yh4BXds19
    Duployan Dupl ZlW0ZA6C488933 bN0oG120P1guO0ZZp43
    Egyptian_Hieroglyphs Egyp YiW0XYLBZyQ !
    Elbasan Elba YXe0X7 bN0oE0
    Elymaic Elym YZ-0M !
    Ethiopic Ethi am0Y8233620233X8233X0233620233E2XO233Y23V4Pcl7MA626262626262626-f353535A626YlbI623212E uE0
    Garay Gara YZg0X54S91 XmC0F040
    Georgian Geor ab0X520603XA23YyHXA32aY1X52060 bN0XcI0YxI0ZwV0ZkN0
    Glagolitic Glag hW0YVZiz162G362124 bN0oC020hV030e20YxI0ZwV0Zl90_XC0
    Gothic Goth YWvGQ bN0oD130X90
    Grantha Gran Yau0327313L2621243831323070663644 YgH1I1q1DacT021V241-N0XyoB0ZaL120
    Greek Grek xG3223320502022202J2XUFFcf74XJ454YL0g1L353X535372020202U3XK2E2D352I3228f80XYnV0rkRYEI0XqZ0Y5 \
    bN0o91302020B0XF030XF0coC1qS0
    Gujarati Gujr Yq1228222L26212439222230G33B86 YgH1I1XdsB9
    Gunjala_Gondi Gong Ydh05212X4212589 bN0YbD1
    Gurmukhi Guru Ym1225513L26212121302451324083208G YgH1I1XdsB9
    Gurung_Khema Gukh Yue0XP Yh50
    Han Hani hq0P2YODcLXG020Q8F3_5cjVY1qlVse1hD3Z9ze91D6XaWAXfsVX1aeT3bqD3dfGGpDYj3mTXl3awA6ef9 bN0hvPF22302\
    92CB3307053bS0aLFX1X5A0XHX7XPXGGBXK0YPOB4Z1Uyu27rvU1eR4Xq-RHdsV1
    Hangul Hang ae0dVdnF1e2YTZIUY2Uzt2Sq4gz3DM5XGfz5U45353532 iW12592CH070c40XpgA1eR4
    Hanifi_Rohingya Rohg YZe0X799 XmC0F040X10aK0
    Hanunoo Hano bv0K bvL1
    Hatran Hatr YYd0I2164 !
    Hebrew Hebr XiHXM9Q55Xzf9P2420212129 u71
    Hiragana Hira iY1YL72Y-x2eUJ0U2mbE0 iW12592CH52051YS340YR1Xpg91eR4B0XE1
    Imperial_Aramaic Armi YYY0L28 !
    Inherited Qaai,Zinh u0ZFeM1k5AR0t13agSXD3Bl522C26507041c7XVmD1c3X0ZvQ3ZC1Xph6FHD_G0d30aYR0Xk_5XD3Mn12I73\
    6V3uhwJdF u0E2120G28121H030J0605CeM1k5AR0t11axU22C26507041c71XN020tM0ZvQ3ZC1Xqo60aYR0
    Inscriptional_Pahlavi Phli YYx0I67 !
    Inscriptional_Parthian Prti YYw0L37 !
    Javanese Java Xgi0YD3951 XgkF0
    Kaithi Kthi Yaa0Y2B0 Yh69fc20_lV9
    Kannada Knda Za0C222M29243822238162233922 YgH1I1axB02170O020XYvS5
    Katakana Kana ib1YP32dHFcHXE2YNXpWF92XCXiYJ3262120f02XJ0F3 u50U0hcU2592CH52051YS340YR1Xpg91eR4B0XE1
    Kawi Kawi Ydu0G2X84S !
    Kayah_Li Kali Xge0XD20 XgfE0
    Kharoshthi Khar YYm032167222S325988 !
    Khitan_Small_Script Kits Yx-40cuSkLXA0 !
    Khmer Khmr by0YT3979l7V !
    Khojki Khoj Yam0H2XE Yt69Xdg19
    Khudawadi Sind YarGXQ69 Yh41XdsB9
    Kirat_Rai Krai Yxg0XP !
    Lao Laoo Zq1120242N202M3420262933 !
    Latin Latn Y1P7PXG0G06M2U2k0X84cmSX57XG636C2Y5Y2dVhI0E0HCaE170S0IX8YsOV_r3Z54YHLEvHXA2823pyN6XWRP7PYX652\
    X928Xrw6U75 bN0m50B02220A020X7E2120G28121X70605CeM1XcB1Xz90ZdT0nN0c10Zf70_d97n70
    Lepcha Lepc dW0XN4E42 !
    Limbu Limb ce0U2B5B504B Yh50
    Linear_A Lina YXm0fMALB7 YWe7XC
    Linear_B Linb YWW0B2P2I212E3DX3ZQ YWe025XC48
    Lisu Lisu XfcGXF_rH0 rS0H0hfT1
    Lycian Lyci YWq0S eYQ0
    Lydian Lydi YYf0P60 bN0hhQ0
    Mahajani Mahj YagGX6 bN0YbDBXds19
    Makasar Maka Ydt0O !
    Malayalam Mlym Ze0C222XI22255F3P YgH1I1axL0O0XYvU2
    Mandaic Mand YY0R30 Xo00
    Manichaean Mani YYs0X65B Xo00
    Marchen Marc YdZGV3L2D !
    Masaram_Gondi Gonm Yde06212XB40212899 Yh41
    Medefaidrin Medf Yxo0YQ !
    Meetei_Mayek Mtei Xgt0McAXD39 !
    Mende_Kikakui Mend ZwW0c43F !
    Meroitic_Cursive Merc YYj0N5J3XD !
    Meroitic_Hieroglyphs Mero YYi0V eYT0
    Miao Plrd Yxu0YA5XO8G !
    Modi Modi Ybm0Y4C9 XgXG9
    Mongolian Mong cW01302J7YO8XAX-jMC cW2120YXA0Z_I163
    Mro Mroo Ywo0U2951 !
    Multani Mult Yaq0620232E2A Yp69
    Myanmar Mymr aW0aVXcg1UZ2VxYHJ XgfE0
    Nabataean Nbat YYa0U98 !
    Nag_Mundari Nagm ZvcGX9 !
    Nandinagari Nand Ycj073XD3A YgH0J1y19Z-Q09080XYvM5
    New_Tai_Lue Talu ci0XB5P7A41 !
    Newa Newa YbW0YR24 YgH1ay3021A0702020
    Nko Nkoo X_0XQ32 XmC0F040XzuV1
    Nushu Nshu Yx-10miFiB !
    Nyiakeng_Puachue_Hmong Hmnp Zue0XC4D3951 !
    Ogham Ogam bq0S !
    Ol_Chiki Olck dYGXF !
    Ol_Onal Onao ZvkGXA50 Yh41
    Old_Hungarian Hung YZa0XIEXI85 eYQ030ZkK0G0
    Old_Italic Ital YWu0X3A2 !
    Old_North_Arabian Narb YYq0V !
    Old_Permic Perm YWwGXA bN0o9062B0hG0
    Old_Persian Xpeo YWz0X35D !
    Old_Sogdian Sogo YZu0X7 !
    Old_South_Arabian Sarb YYp0V !
    Old_Turkic Orkh YZW0Y8 eYQ0ZkM0
    Old_Uyghur Ougr YZxGP Xo00YXbI0
    Oriya Orya Yu1227313L2621243831328251243H YgH1I1axL0O0
    Osage Osge YXbGX35X3 u103070YD0
    Osmanya Osma YXa0T39 !
    Pahawh_Hmong Hmng Ywu0Y5B9262K6I !
    Palmyrene Palm YYZ0V !
    Pau_Cin_Hau Pauc Ycs0XO !
    Phags_Pa Phag XgY0XN cW2120YXA0Z_J0
    Phoenician Phnx YYe0R40 !
    Psalter_Pahlavi Phlp YYy0H83D6 Xo00
    Rejang Rjng XgfGX3C0 !
    Runic Runr br0YA4A btB2
    Samaritan Samr YW0XD3E hnH0
    Saurashtra Saur Xga0Y59B !
    Sharada Shrd Yai0YVYi17 YgH0ay60203130A030XYw3530
    Shavian Shaw YXYGXF bN0
    Siddham Sidd Ybi0XL3X5 !
    Sidetic Sidt YYg0P !
    SignWriting Sgnw ZsW0qBG42E !
    Sinhala Sinh Zi122H4N282036405520277932YW-DJ Yh41ayD0
    Sogdian Sogd YZvGX9 Xo00
    Sora_Sompeng Sora YacGO89 !
    Soyombo Soyo YcoGYI !
    Sundanese Sund cy0XVe17 !
    Sunuwar Sunu Yc_0X1F9 u0120A030T040
    Syloti_Nagri Sylo XgW0XC Yh41a19
    Syriac Syrc Xu0D2XR32eHA u313120P28121sR0F130X10BAR0by8020
    Tagalog Tglg bu0LA0 bvL1
    Tagbanwa Tagb bx0C2221 bvL1
    Tai_Le Tale cgGT34 u016140ZfK9
    Tai_Tham Lana cn0XU2S3A797D !
    Tai_Viet Tavt Xgq0Y2P4 !
    Tai_Yo Tayo Zvs0U2L91 !
    Takri Takr Ybq0XP79 Yh41XdsB9
    Tamil Taml Yy2125422341202141424B5442233070FKYa_6XHE0 YgH1I1axL0XZWP0wmE020XO1
    Tangsa Tnsa YwpGYE29 !
    Tangut Tang Yx-00X0ctVm1UZ2ZI h-GFlG0
    Telugu Telu ZW0C222M2F382223812221333988 YgH1I1axG12020O0
    Thaana Thaa Xy0XH XmC0F130Y19Xzy90B0
    Thai Thai Zm1XP6R rS0R0XC0XE0
    Tibetan Tibt Zu0Y72X35X62X32E2651 iW83
    Tifinagh Tfng hfGXN81F0 u202023Q0
    Tirhuta Tirh Yba0Y799 YgH1I1axG0D0G0XYvU9
    Todhri Todr YXk0XJ u103030A020YB0
    Tolong_Siki Tols YdjGXB59 !
    Toto Toto ZuqGU rS0
    Tulu_Tigalari Tutg Yay0920302X529203023292191 Zd69aW3020XYvS5bS0
    Ugaritic Ugar YWy0T20 !
    Vai Vaii Xfe0fB !
    Vithkuqi Vith YXhGA2E26212A2E2621 !
    Wancho Wcho Zus0XP60 !
    Warang_Citi Wara Ycb0YID0 !
    Yezidi Yezi YZq0X92231 XmC0F040Y19
    Yi Yiii XeW0XaC4XM iW116937d00Xpp64
    Zanabazar_Square Zanb Ycm0Y7 !
    """

  static let extendedPictographic = """
    b9050dyE0D0cP0N0YR5G1hG1D0b70QA52c80d81B0A0XR324A03031305030213040419260206BC1302120J031J5202141603151C1\
    6130612021L165233050303520302020704070B1G03050205220C1XH2A0F0F0hL1kG2K1XK050XcR0D0oQ020ZlhB0X83Z5BG1G0F1\
    X69ZH1D1F039KXNSEB0L03823AM7bR3ZF31223YI32236dT2XUC52N8137D0333051E13091A062D29230205070407YLXHY5673G402\
    53CcRX5D3XP7B5X97V1D33DAX6DXE292bOYP7FaHe1-T
    """
}
